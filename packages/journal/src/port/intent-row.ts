/** Forward only (design §4): planned → sending → accepted → partially-filled → filled, ends, and the two doubts. */
export const INTENT_STATES = [
  'planned',
  'sending',
  'unknown',
  'accepted',
  'partially-filled',
  'filled',
  'rejected',
  'expired',
  'canceled',
  'superseded',
  'needs-operator',
] as const;
export type IntentState = (typeof INTENT_STATES)[number];

/** From which an intent goes nowhere. */
export const INTENT_END_STATES: readonly IntentState[] = ['filled', 'rejected', 'expired', 'canceled', 'superseded'];

/** What an intent is for. */
export const INTENT_KINDS = ['increase', 'reduce', 'stop', 'target', 'cancel'] as const;
export type IntentKind = (typeof INTENT_KINDS)[number];

/** One leg of one signal on one account: at most one order an attempt. Decimals are plain decimal text. */
export interface IntentRow {
  readonly id: string;
  readonly signalId: string;
  readonly brokerId: string;
  readonly symbol: string;
  readonly positionSide: string;
  readonly stream: string;
  /** 1 for the first leg of its signal on this account. */
  readonly leg: number;
  readonly kind: IntentKind;
  readonly side: string;
  readonly orderType: string;
  /** Base asset; `null` for an order that closes whatever there is. */
  readonly quantity: string | null;
  /** Quote asset. */
  readonly triggerPrice: string | null;
  /** What the leg is to reach, as JSON of the engine. */
  readonly goal: string;
  /** What was known when the leg was planned, and what came out, as JSON of the engine; `null` before that. */
  readonly plan: string | null;
  /** When each attempt was marked, sent and answered, as JSON of the engine; `null` before the first mark. */
  readonly trace: string | null;
  /** The intent that must have ended first. */
  readonly after: string | null;
  readonly state: IntentState;
  /** 0 before the first mark. */
  readonly attempt: number;
  readonly clientOrderId: string | null;
  readonly venueOrderId: string | null;
  /** Exchange time, Unix ms: the validity that was signed. */
  readonly fromAt: number | null;
  readonly untilAt: number | null;
  /** Base asset. */
  readonly filledQuantity: string;
  /** Quote asset. */
  readonly averagePrice: string | null;
  readonly code: string | null;
  readonly detail: string | null;
  /** Goes up by one with every update; an update names the version that it saw. */
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}
