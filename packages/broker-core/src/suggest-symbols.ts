import { editDistance } from './edit-distance.ts';

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
    return 2 + editDistance(wanted, symbol);
  };
  return symbols
    .map((symbol) => ({ symbol, rank: rank(symbol) }))
    .toSorted((a, b) => a.rank - b.rank || a.symbol.localeCompare(b.symbol, 'en'))
    .slice(0, count)
    .map(({ symbol }) => symbol);
}
