/** Forward only. `held`: a chain gap, waits for an operator; `refused` and `done` are ends. */
export const SIGNAL_STATES = ['accepted', 'refused', 'held', 'planned', 'done'] as const;
export type SignalState = (typeof SIGNAL_STATES)[number];

/** One row of the inbox: what came in, what became of it. */
export interface SignalRow {
  /** Short, shown to people. */
  readonly id: string;
  /** Idempotency key, unique. */
  readonly key: string;
  /** `route:<id>`, `chat:<user id>` or `program`. */
  readonly source: string;
  /** The body as it came, secrets stripped; at most 64 kB. */
  readonly body: string;
  /** SHA-256 of the body without secrets, hex. */
  readonly bodyHash: string;
  readonly state: SignalState;
  /** Refusal or hold code, kebab-case. */
  readonly code: string | null;
  /** One sentence for people about `code`. */
  readonly detail: string | null;
  readonly stream: string | null;
  /** The normalised signal as JSON; `null` while refused before that step. */
  readonly signal: string | null;
  /** What was known when the signal was taken to its stream, as JSON of the engine; `null` before that. */
  readonly plan: string | null;
  /** Unix ms. */
  readonly receivedAt: number;
  /** When its body was read, Unix ms; `null` where there was none to read, or where it is not known. */
  readonly parsedAt: number | null;
  /** Unix ms. */
  readonly updatedAt: number;
}
