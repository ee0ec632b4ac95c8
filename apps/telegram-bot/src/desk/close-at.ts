/**
 * A close at a price, in the words of a target: `BTCUSDT 50% @62000` becomes `BTCUSDT 62000:50%`; `null` where none names a
 * price. It replaces the targets that stand, and its card says so.
 */
export function closeAtWords(text: string): string | null {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const price = words.find((word) => /^@\d/u.test(word));
  if (price === undefined) return null;
  const part = words.find((word) => word.endsWith('%'));
  const target = [price.slice(1), ...(part === undefined ? [] : [part])].join(':');
  return [...words.filter((word) => word !== price && word !== part), target].join(' ');
}
