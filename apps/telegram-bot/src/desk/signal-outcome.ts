import { decimal, ZERO, type Decimal } from '@perpdesk/broker-core';
import { INTENT_END_STATES, type IntentRow, type Journal } from '@perpdesk/journal/port';
import { isRecord } from './stored-amounts.ts';

/** What became of a signal's orders so far, or of the change that it asked for. */
export type SignalOutcome =
  /** Nothing is known of the exchange yet. */
  | { readonly type: 'working' }
  /** Its order stands at the exchange. */
  | { readonly type: 'resting' }
  /** Base asset; `of` `null`: all there was. It goes on. */
  | { readonly type: 'part'; readonly filled: Decimal; readonly of: Decimal | null }
  | { readonly type: 'filled'; readonly filled: Decimal; readonly price: Decimal | null; readonly orders: number }
  /** It ended with less than was asked for: `orders` of so many filled whole. */
  | {
      readonly type: 'less';
      readonly filled: Decimal;
      readonly orders: number;
      readonly ofOrders: number;
      readonly why: Why;
    }
  /** `not-sent`: the desk itself did not place it. */
  | { readonly type: 'refused' | 'expired' | 'canceled' | 'not-sent'; readonly why: Why }
  /** Nobody knows yet whether it is at the exchange. */
  | { readonly type: 'unknown' }
  /** A person has to say what became of it. */
  | { readonly type: 'operator'; readonly intentId: string }
  /** It needed no order, or the change is made. */
  | { readonly type: 'done' }
  /** Of the orders that were to go some still stand. */
  | { readonly type: 'left'; readonly count: number }
  /** Of the orders that were to go some had ended before, in all `of`. */
  | ({ readonly type: 'gone'; readonly count: number; readonly of: number } & HowGone);

/** How many orders had filled, and were canceled, before; the others are not known, or ended otherwise. */
interface HowGone {
  readonly filled: number;
  readonly canceled: number;
}

export interface Why {
  readonly code: string | null;
  readonly detail: string | null;
}

/** Whether nothing further is to come. */
export function isFinal({ type }: SignalOutcome): boolean {
  return !['working', 'resting', 'part', 'unknown', 'operator'].includes(type);
}

const ENDED: readonly IntentRow['state'][] = INTENT_END_STATES;
const isEnded = ({ state }: IntentRow) => ENDED.includes(state);
const isFilled = ({ filledQuantity }: IntentRow) => !decimal(filledQuantity).isZero();

/** Orders that brought nothing and in whose place another was planned say nothing of the end. */
function ownLegs(intents: readonly IntentRow[]): readonly IntentRow[] {
  const legs = intents.filter(({ kind }) => kind === 'increase' || kind === 'reduce');
  return legs.filter((leg, index) => {
    const isReplaced = legs
      .slice(index + 1)
      .some(({ kind, brokerId, symbol }) => kind === leg.kind && brokerId === leg.brokerId && symbol === leg.symbol);
    return !(isReplaced && isEnded(leg) && leg.state !== 'filled' && !isFilled(leg));
  });
}

function meanPrice(legs: readonly IntentRow[], filled: Decimal): Decimal | null {
  let worth = ZERO;
  for (const { averagePrice, filledQuantity } of legs) {
    if (decimal(filledQuantity).isZero()) continue;
    if (averagePrice === null) return null;
    worth = worth.plus(decimal(averagePrice).times(filledQuantity));
  }
  return filled.isZero() ? null : worth.dividedBy(filled);
}

const ENDS = { rejected: 'refused', expired: 'expired', canceled: 'canceled', superseded: 'canceled' } as const;

function endOf(legs: readonly IntentRow[]): SignalOutcome {
  const filled = legs.reduce((sum, { filledQuantity }) => sum.plus(filledQuantity), ZERO);
  const whole = legs.filter(({ state }) => state === 'filled');
  const [short] = legs.filter(({ state }) => state !== 'filled');
  if (short === undefined) {
    // what was closed and what was opened is no one quantity
    const isOneWay = new Set(legs.map(({ symbol, side, kind }) => `${symbol} ${side} ${kind}`)).size === 1;
    return { type: 'filled', filled, price: isOneWay ? meanPrice(legs, filled) : null, orders: legs.length };
  }
  const why = { code: short.code, detail: short.detail };
  if (!filled.isZero()) return { type: 'less', filled, orders: whole.length, ofOrders: legs.length, why };
  const state = short.state;
  if (short.attempt === 0 && state !== 'expired') return { type: 'not-sent', why };
  return {
    type: state === 'rejected' || state === 'expired' || state === 'superseded' ? ENDS[state] : ENDS.canceled,
    why,
  };
}

/** What its orders say; none may have been planned yet. */
export function outcomeOfLegs(intents: readonly IntentRow[]): SignalOutcome {
  const legs = ownLegs(intents);
  const operator = legs.find(({ state }) => state === 'needs-operator');
  if (operator !== undefined) return { type: 'operator', intentId: operator.id };
  if (legs.some(({ state }) => state === 'unknown')) return { type: 'unknown' };
  const open = legs.filter((leg) => !isEnded(leg));
  if (legs.length > 0 && open.length === 0) return endOf(legs);
  const filled = legs.reduce((sum, { filledQuantity }) => sum.plus(filledQuantity), ZERO);
  if (!filled.isZero()) {
    const [leg] = legs;
    const of = legs.length === 1 && leg?.quantity != null ? decimal(leg.quantity) : null;
    return { type: 'part', filled, of };
  }
  return { type: open.some(({ state }) => state === 'accepted') ? 'resting' : 'working' };
}

const countOf = (value: unknown) => (typeof value === 'number' ? value : 0);

/** What a person's cancel came to; `null`: it told of nothing, since it was no cancel. */
async function readCancel(journal: Pick<Journal, 'listOutbox'>, signalId: string): Promise<SignalOutcome | null> {
  for (const { type, payload } of await journal.listOutbox({ thread: signalId })) {
    if (type !== 'orders.canceled') continue;
    const told: unknown = JSON.parse(payload);
    if (!isRecord(told)) continue;
    const left = Array.isArray(told['left']) ? told['left'].length : 0;
    if (left > 0) return { type: 'left', count: left };
    const count = countOf(told['gone']);
    if (count === 0) return { type: 'done' };
    const before = isRecord(told['before']) ? told['before'] : {};
    const [filled, canceled] = [countOf(before['filled']), countOf(before['canceled'])];
    return { type: 'gone', count, of: count + countOf(told['canceled']), filled, canceled };
  }
  return null;
}

/** Reads what became of a signal; `null`: the journal knows none of that id. */
export async function readOutcome(
  journal: Pick<Journal, 'listSignals' | 'listIntents' | 'listOutbox'>,
  signalId: string,
): Promise<SignalOutcome | null> {
  const [[signal], intents] = await Promise.all([
    journal.listSignals({ ids: [signalId] }),
    journal.listIntents({ signalIds: [signalId] }),
  ]);
  if (signal === undefined) return null;
  const legs = outcomeOfLegs(intents);
  if (ownLegs(intents).length > 0) return legs;
  if (signal.state === 'refused') return { type: 'refused', why: { code: signal.code, detail: signal.detail } };
  if (signal.state !== 'done') return { type: 'working' };
  return (await readCancel(journal, signalId)) ?? { type: 'done' };
}
