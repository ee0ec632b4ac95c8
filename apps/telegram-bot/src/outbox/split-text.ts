import type { FormattedString } from '@grammyjs/parse-mode';

export const MAX_TEXT = 4096;

/** Where to cut: after the last blank line, line or space that leaves at least half a part; never inside a character. */
function cutAt(text: string, start: number, max: number): number {
  const end = start + max;
  for (const separator of ['\n\n', '\n', ' ']) {
    const at = text.lastIndexOf(separator, end - separator.length);
    if (at >= start + max / 2) return at + separator.length;
  }
  const isHighSurrogate = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return isHighSurrogate ? end - 1 : end;
}

/** The text in parts of at most `max` UTF-16 units, cut at lines where it can be, entities kept. */
export function splitText(text: FormattedString, max: number = MAX_TEXT): readonly FormattedString[] {
  const parts: FormattedString[] = [];
  let start = 0;
  while (text.text.length - start > max) {
    const end = cutAt(text.text, start, max);
    parts.push(text.slice(start, end));
    start = end;
  }
  parts.push(text.slice(start));
  return parts.filter((part) => part.text.trim() !== '');
}
