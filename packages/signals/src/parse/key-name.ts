/** A key without letter case and separators: `market_position`, `marketPosition` and `Market-Position` are one. */
export function plainName(key: string): string {
  return key.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
