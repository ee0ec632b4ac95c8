import type { FieldValues } from '../parse/collect-fields.ts';
import { unknownNotes } from './unknown-notes.ts';

/** A percent that names what it is of has a name of ours; this one could be of the position, the equity or the order. */
const NAME = /^(?:close|exit|reduce|sell|buy|trade|order|size|qty|quantity|amount)?(?:percent|percentage|pct)$/;
const NONE = /^\s*(?:0(?:\.0*)?\s*%?)?\s*$/;

/** Whether a percent of that plain name is no size here, though it looks like one. */
export function isUnreadSize(name: string, text: string): boolean {
  return NAME.test(name) && !NONE.test(text);
}

/** Says which percents were not taken for a size. */
export function unreadSizeNotes(values: FieldValues): readonly string[] {
  const unread = [...values].flatMap(([name, found]) => {
    const sizes = found.filter(({ node }) => 'text' in node && isUnreadSize(name, node.text));
    return sizes.length === 0 ? [] : [[name, sizes] as const];
  });
  return unknownNotes(new Map(unread), []);
}
