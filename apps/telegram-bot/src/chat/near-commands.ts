/** Edits between two words; two letters that changed places are one. */
function editsBetween(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, index) => index)];
  const cell = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= left.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      rows[row]?.push(
        Math.min(
          cell(row - 1, column) + 1,
          cell(row, column - 1) + 1,
          cell(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwap ? cell(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return cell(left.length, right.length);
}

const MAX_NAMED = 3;
/** No command is longer by more. */
const MAX_LENGTH = 24;

/**
 * The commands that may be meant by what was typed: those that begin with it, or else those that one edit makes of it, two
 * in a word of more than five letters.
 */
export function nearCommands(typed: string, names: readonly string[]): readonly string[] {
  const word = typed.toLowerCase();
  if (word.length < 2 || word.length > MAX_LENGTH) return [];
  const begun = names.filter((name) => name.startsWith(word));
  if (begun.length > 0) return begun.slice(0, MAX_NAMED);
  const most = word.length > 5 ? 2 : 1;
  const ranked = names.map((name) => ({ name, edits: editsBetween(word, name) })).filter(({ edits }) => edits <= most);
  const least = Math.min(...ranked.map(({ edits }) => edits));
  return ranked.flatMap(({ name, edits }) => (edits === least ? [name] : [])).slice(0, MAX_NAMED);
}
