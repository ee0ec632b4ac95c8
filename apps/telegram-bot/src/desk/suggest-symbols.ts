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

/** The names nearest to what was typed: those that begin or contain it first, then the fewest edits. */
export function suggestSymbols(typed: string, symbols: readonly string[], count = 3): readonly string[] {
  const wanted = typed.toUpperCase().slice(0, 24);
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
