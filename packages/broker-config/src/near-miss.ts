const MAX_DISTANCE = 2;
const MAX_LENGTH = 40;

/** How many letters must be changed, added or taken away to make `b` of `a`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known word that was probably meant: at most two letters away, whatever the case. */
export function nearMiss(word: string, known: readonly string[]): string | null {
  if (word.length > MAX_LENGTH) return null;
  const [best] = known
    .map((candidate) => ({ candidate, away: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, away }) => away <= MAX_DISTANCE && away < candidate.length)
    .toSorted((a, b) => a.away - b.away);
  return best?.candidate ?? null;
}
