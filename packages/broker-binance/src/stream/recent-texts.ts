/** The last texts, to see which come twice over two connections. */
export interface RecentTexts {
  /** Remembers the text. `true`: it was there. */
  isRepeat(text: string): boolean;
  clear(): void;
}

export function createRecentTexts(kept = 2_000): RecentTexts {
  const texts = new Set<string>();
  return {
    isRepeat(text) {
      if (texts.has(text)) return true;
      texts.add(text);
      const [oldest] = texts;
      if (texts.size > kept && oldest !== undefined) texts.delete(oldest);
      return false;
    },
    clear: () => texts.clear(),
  };
}
