/** What counts as one edit beside inserting, dropping and replacing a letter. */
export interface EditDistanceOptions {
  /** Two letters next to each other that changed places. Default: they are two edits. */
  readonly countsSwaps?: boolean;
}

/** The fewest edits that make one text of the other. */
export function editDistance(left: string, right: string, { countsSwaps = false }: EditDistanceOptions = {}): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...left].entries()) {
    const next = [at + 1];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = (last[column - 1] ?? 0) + (right[column - 1] === letter ? 0 : 1);
      const isSwap = countsSwaps && letter === right[column - 2] && left[at - 1] === right[column - 1];
      const swapped = isSwap ? (beforeLast[column - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(replaced, (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, swapped));
    }
    [beforeLast, last] = [last, next];
  }
  return last[right.length] ?? 0;
}
