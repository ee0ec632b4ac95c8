import { plainName } from '../parse/key-name.ts';
import { quote, refuse } from '../parse/refuse.ts';
import type { FieldReader } from '../parse/resolve-field.ts';
import { sentence } from '../sentences/sentence.ts';

type Direction = 'long' | 'short';
export type Verb =
  | { readonly type: 'side'; readonly side: 'buy' | 'sell' }
  | { readonly type: 'hold'; readonly direction: Direction }
  | { readonly type: 'add' | 'reduce'; readonly direction: Direction | null }
  /** `isAll`: the word itself says that nothing is left. */
  | { readonly type: 'close'; readonly direction: Direction | null; readonly isAll?: true }
  | { readonly type: 'cancel' };

const PLAIN: Readonly<Record<string, Verb>> = {
  buy: { type: 'side', side: 'buy' },
  sell: { type: 'side', side: 'sell' },
  long: { type: 'hold', direction: 'long' },
  short: { type: 'hold', direction: 'short' },
  flat: { type: 'close', direction: null, isAll: true },
  exit: { type: 'close', direction: null },
  close: { type: 'close', direction: null },
  closeall: { type: 'close', direction: null, isAll: true },
  exitall: { type: 'close', direction: null, isAll: true },
  add: { type: 'add', direction: null },
  increase: { type: 'add', direction: null },
  reduce: { type: 'reduce', direction: null },
  cancel: { type: 'cancel' },
};
const ENTER = /^(?:(?:enter|open)(long|short)|(long|short)(?:open|entry|enter))$/;
const EXIT = /^(?:(?:exit|close)(long|short)|(long|short)(?:close|exit))$/;
const CHANGE = /^(add|reduce)(long|short)$/;

/** What a word asks for, in any letter case and with or without separators; `null`: no such word. */
export function toVerb(text: string): Verb | null {
  const word = plainName(text);
  if (Object.hasOwn(PLAIN, word)) return PLAIN[word] ?? null;
  const entered = ENTER.exec(word);
  if (entered) return { type: 'hold', direction: toDirection(entered[1] ?? entered[2]) };
  const left = EXIT.exec(word);
  if (left) return { type: 'close', direction: toDirection(left[1] ?? left[2]) };
  const changed = CHANGE.exec(word);
  return changed ? { type: changed[1] === 'add' ? 'add' : 'reduce', direction: toDirection(changed[2]) } : null;
}

function toDirection(word: string | undefined): Direction {
  return word === 'short' ? 'short' : 'long';
}

/** `close` and `flat` agree. */
function meaningOf(verb: Verb): Verb {
  return verb.type === 'close' ? { type: 'close', direction: verb.direction } : verb;
}

export const VERB: FieldReader<Verb> = {
  read: (text, path) => {
    const verb = toVerb(text);
    return verb === null
      ? refuse('missing-side', sentence('verb-expected', { field: path, shown: quote(text) }))
      : { ok: true, value: verb };
  },
  same: (a, b) => JSON.stringify(meaningOf(a)) === JSON.stringify(meaningOf(b)),
};
