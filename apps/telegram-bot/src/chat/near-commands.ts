import { editDistance } from '@perpdesk/broker-core';

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
  const ranked = names
    .map((name) => ({ name, edits: editDistance(word, name, { countsSwaps: true }) }))
    .filter(({ edits }) => edits <= most);
  const least = Math.min(...ranked.map(({ edits }) => edits));
  return ranked.flatMap(({ name, edits }) => (edits === least ? [name] : [])).slice(0, MAX_NAMED);
}
