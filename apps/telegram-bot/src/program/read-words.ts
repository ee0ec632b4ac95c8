/** What a command takes behind its name. */
export interface WordRules {
  /** Options without a value. */
  readonly flags?: readonly string[];
  /** Options with a value: `--name value` or `--name=value`. */
  readonly values?: readonly string[];
}

export type WordsRead =
  | {
      readonly ok: true;
      readonly flags: ReadonlySet<string>;
      readonly values: ReadonlyMap<string, string>;
      /** What is no option. */
      readonly rest: readonly string[];
    }
  | { readonly ok: false; readonly detail: string };

/** Takes the words behind a command apart; one sentence where one is not understood. */
export function readWords(words: readonly string[], { flags: bare = [], values: named = [] }: WordRules): WordsRead {
  const no = (detail: string): WordsRead => ({ ok: false, detail });
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const rest: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const at = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = at < 0 ? word : word.slice(0, at);
    if (named.includes(name)) {
      const value = at < 0 ? words[index + 1] : word.slice(at + 1);
      if (at < 0) index += 1;
      if (value === undefined || value === '' || (at < 0 && value.startsWith('--')))
        return no(`${name} needs a value.`);
      if (values.has(name)) return no(`${name} is given twice.`);
      values.set(name, value);
    } else if (bare.includes(word)) flags.add(word);
    else if (word.startsWith('-') && word !== '-') return no(`${word} is not understood.`);
    else rest.push(word);
  }
  return { ok: true, flags, values, rest };
}
