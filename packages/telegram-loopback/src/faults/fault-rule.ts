/** What can go wrong; the README says each. */
export const FAULT_KINDS = [
  'rate-limit',
  'lost-response',
  'lost-request',
  'server-error',
  'forbidden',
  'bad-request',
  'delay',
  'migrate',
  'conflict',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What goes wrong, for which calls, and how often. */
export type FaultRule = {
  readonly kind: FaultKind;
  /** Bot API method; default: every one. */
  readonly method?: string;
  /** Only calls with this `chat_id`. */
  readonly chatId?: number;
  /** How many calls it hits; default: all. */
  readonly times?: number;
  /** 0–1, from the seeded dice; default 1. */
  readonly probability?: number;
  /** `rate-limit`: seconds; default 1. */
  readonly retryAfter?: number;
  /** `delay`: ms before the call runs. */
  readonly delayMs?: number;
  /** `server-error`: HTTP status from 500 on; default 500. */
  readonly status?: number;
  /** Replaces the usual error text of `forbidden`, `bad-request` and `server-error`. */
  readonly description?: string;
  /** `migrate`: the new chat id; default: made from the old one. */
  readonly migrateTo?: number;
};

/** A rule that stands, and how many calls it has hit. */
export type ActiveFault = FaultRule & { readonly id: number; readonly hits: number };
