/** Edits between two texts (insert, drop, replace). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...left].entries()) {
    const next = [at + 1];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (right[column - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** What is read of the typed text, in characters. */
const MAX_LENGTH = 24;

/**
 * The names nearest to what was typed, in any letter case, at most `count` of them, the nearest first: those that begin
 * with it, then those that contain it, then those that the fewest edits make of it.
 *
 * @example suggestSymbols('ETHUSTD', ['BTCUSDT', 'ETHUSDT', 'SOLUSDT']); // ['ETHUSDT', …]
 */
export function suggestSymbols(typed: string, symbols: readonly string[], count = 3): readonly string[] {
  const wanted = typed.trim().toUpperCase().slice(0, MAX_LENGTH);
  const rank = (symbol: string) => {
    if (symbol.startsWith(wanted)) return 0;
    if (symbol.includes(wanted)) return 1;
    return 2 + distance(wanted, symbol);
  };
  return symbols
    .map((symbol) => ({ symbol, rank: rank(symbol) }))
    .toSorted((a, b) => a.rank - b.rank || a.symbol.localeCompare(b.symbol, 'en'))
    .slice(0, count)
    .map(({ symbol }) => symbol);
}
