/**
 * English sentences by their code. A value stands in angle brackets, `<name>` or `<name:kind>`; without a kind it is text.
 */
export type SentenceTable = Readonly<Record<string, string>>;

/** What a value is: how it is known again in a sentence, and how a reader may be shown it. */
export const VALUE_KINDS = {
  text: String.raw`[\s\S]*?`,
  /** As JSON writes a text. */
  quoted: String.raw`"(?:[^"\\]|\\.)*"`,
  /** Plain decimal text, or none. */
  number: String.raw`(?:-?\d+(?:\.\d+)?)?`,
  /** A number with its unit, which `sentence` adds: `7885.77 s`. */
  seconds: String.raw`-?\d+(?:\.\d+)? s`,
  direction: 'long|short|flat',
  side: 'buy|sell|fill',
  /** Where an order stands. */
  state: '[a-z]+(?:-[a-z]+)*',
  symbol: '[A-Z0-9_]{4,}',
  /** A leverage, a margin type or a position mode. */
  setting: String.raw`\d+|[a-z]+(?:-[a-z]+)?`,
  /** A few words with `or` before the last. */
  list: '[A-Za-z, ]+',
  /** `user:<id>`, or a word. */
  actor: String.raw`\S+`,
  /** Sentences again, or somebody else’s words. */
  sentence: String.raw`[\s\S]*?`,
} as const satisfies Readonly<Record<string, string>>;
export type ValueKind = keyof typeof VALUE_KINDS;

type Slots<T extends string> = T extends `${string}<${infer Slot}>${infer Rest}` ? Slot | Slots<Rest> : never;
type NameOf<Slot extends string> = Slot extends `${infer Name}:${string}` ? Name : Slot;

/** The names of the values of a sentence. */
export type ValueNames<T extends string> = NameOf<Slots<T>>;
