import {
  type Balance,
  type Decimal,
  type Fill,
  type GapChanges,
  isOpenOrder,
  type Order,
  type OrderRef,
  type VenueOrderId,
  ZERO,
} from '@perpdesk/broker-core';
import { isUnknownTerm } from '../map/unknown-word.ts';
import type { AccountReading, SnapshotReader } from './account-reader.ts';
import type { BalanceBook } from './balance-book.ts';
import type { KnownEndings } from './known-endings.ts';
import type { OrderTracker } from './order-tracker.ts';
import type { PositionBook } from './position-book.ts';

/** What the account is known by. */
export interface Books {
  readonly tracker: OrderTracker;
  readonly positions: PositionBook;
  readonly balances: BalanceBook;
}

/** The account as read, with how the orders ended that are not open any more, known ones and others that filled. */
export interface GapReading {
  readonly reading: AccountReading;
  readonly ended: readonly Order[];
  /** Unix ms, the exchange's time, before the first request. */
  readonly askedAt: number;
  /** Fills that the orders speak of and that are not listed (yet). */
  readonly lacksFills: boolean;
  /** Young orders that the exchange does not know (yet): to be looked at again. */
  readonly hasUnsettled: boolean;
}

export interface ReadGapOptions {
  readonly reader: SnapshotReader;
  readonly tracker: OrderTracker;
  readonly venueNow: () => number;
  readonly fromAt: number;
  readonly abortSignal: AbortSignal;
  /** Of earlier attempts at the same gap. */
  readonly endings: KnownEndings;
}

/** Requests at a time. */
const AT_ONCE = 5;
/** An order younger than this may be unknown to a look-up though it exists. */
const YOUNG_MS = 10_000;
/** An exchange's reads may lag behind its stream, and our notion of its clock be off. */
const LAG_MS = 1_000;
const GONE = 'The exchange lists it neither as open nor in its history.';

/** @throws whatever the reader threw: nothing is concluded from a part. */
export async function readGap(options: ReadGapOptions): Promise<GapReading> {
  const { reader, tracker, venueNow, fromAt, abortSignal, endings } = options;
  const askedAt = venueNow();
  // what is open, and what was acknowledged to us and may have ended before the stream told of it
  const before = [...tracker.expected, ...tracker.unsettled];
  const reading = await reader.read(fromAt, abortSignal);
  const listed = new Set(
    reading.openOrders.flatMap((order) => [keyOf(order), `${order.symbol} ${order.executionOrderId}`]),
  );
  const doubtful = new Map([...before, ...untoldOf(tracker, reading.fills)].map((order) => [keyOf(order), order]));
  const missing = [...doubtful.values()].filter((order) => !listed.has(keyOf(order)));
  const lookUp = (ref: OrderRef) => endings.lookUp(reading, ref);
  const found = await inBunches(
    missing,
    async (order) => (await lookUp({ symbol: order.symbol, venueOrderId: order.venueOrderId })) ?? gone(order, askedAt),
  );
  const strangers = await inBunches(unknownIds(tracker, reading.fills, listed), (id) =>
    unlessForeign(ownerOf(lookUp, id)),
  );
  const ended = found.filter((order) => order !== null);
  return {
    reading,
    ended: [...ended, ...strangers.filter((order) => order !== null)],
    askedAt,
    hasUnsettled: missing.length > ended.length,
    lacksFills: lacksFills(tracker, [...reading.openOrders, ...ended], { fills: reading.fills, fromAt }),
  };
}

async function inBunches<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let index = 0; index < items.length; index += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(index, index + AT_ONCE).map(act))));
  }
  return results;
}

/** Orders that filled and of which watchers were told nothing, as where the answer said all at once. */
function untoldOf(tracker: OrderTracker, fills: readonly Fill[]): readonly Order[] {
  return fills.flatMap((fill) => {
    const link = tracker.isNewFill(fill) ? tracker.linkOf(fill.symbol, fill.venueOrderId) : null;
    const order = link && tracker.find({ symbol: fill.symbol, venueOrderId: link.venueOrderId });
    return order === null || tracker.isTold(order) ? [] : [order];
  });
}

/** Plain orders that filled and of which nothing else is known: they came and ended unheard. */
function unknownIds(tracker: OrderTracker, fills: readonly Fill[], listed: ReadonlySet<string>): readonly PlainId[] {
  const ids = new Map<string, PlainId>();
  for (const { symbol, venueOrderId, tradeId } of fills) {
    const key = `${symbol} ${venueOrderId}`;
    const isKnown = listed.has(key) || tracker.linkOf(symbol, venueOrderId) !== null;
    if (!isKnown && tracker.isNewFill({ symbol, tradeId })) ids.set(key, { symbol, venueOrderId });
  }
  return [...ids.values()];
}

interface PlainId {
  readonly symbol: string;
  readonly venueOrderId: VenueOrderId;
}

/** The order by its execution: itself, or the conditional order of the same client id that triggered as it. */
async function ownerOf(lookUp: AccountReading['lookUp'], id: PlainId): Promise<Order | null> {
  const execution = await lookUp(id);
  if (execution === null || execution.executionOrderId !== execution.venueOrderId) return execution;
  const { symbol, clientOrderId } = execution;
  const owner = await lookUp({ symbol, clientOrderId });
  return owner?.executionOrderId === id.venueOrderId ? owner : execution;
}

/** Somebody else's order of a kind that is not known here: its fills are told without it. */
function unlessForeign(look: Promise<Order | null>): Promise<Order | null> {
  return look.catch((error: unknown) => {
    if (isUnknownTerm(error)) return null;
    throw error;
  });
}

const keyOf = ({ symbol, venueOrderId }: Order) => `${symbol} ${venueOrderId}`;

/** An order that was acknowledged, is not open and not in the history ended unfilled; unless an answer said how it ended. */
function gone(order: Order, at: number): Order | null {
  if (!isOpenOrder(order)) return order;
  if (at - order.updatedAt < YOUNG_MS) return null;
  return { ...order, status: 'canceled', venueStatus: 'UNKNOWN', reason: order.reason ?? GONE, updatedAt: at };
}

function lacksFills(
  tracker: OrderTracker,
  orders: readonly Order[],
  { fills, fromAt }: { readonly fills: readonly Fill[]; readonly fromAt: number },
): boolean {
  // orders that nobody knew before say themselves under which id they execute
  const owners = new Map(orders.map((order) => [`${order.symbol} ${order.executionOrderId}`, keyOf(order)]));
  const listed = new Map<string, Decimal>();
  for (const fill of fills.filter((one) => tracker.isNewFill(one))) {
    const { symbol, venueOrderId } = fill;
    const known = tracker.linkOf(symbol, venueOrderId)?.venueOrderId ?? venueOrderId;
    const key = owners.get(`${symbol} ${venueOrderId}`) ?? `${symbol} ${known}`;
    listed.set(key, (listed.get(key) ?? ZERO).plus(fill.quantity));
  }
  return orders.some((order) => {
    const told = tracker.toldQuantity(order);
    // of an older one that was never told, fills may be from before
    if (told === null && order.createdAt < fromAt) return false;
    const untold = order.filledQuantity.minus(told ?? ZERO);
    return untold.greaterThan(listed.get(keyOf(order)) ?? ZERO);
  });
}

export interface SettledGap {
  readonly changes: GapChanges;
  readonly balances: readonly Balance[];
  /** Instruments whose position is to be read again. */
  readonly doubtful: readonly string[];
}

/** Takes the reading in. Gives what differs from what watchers were told, and counts that as told. */
export function settleGap(
  { tracker, positions, balances }: Books,
  { reading, ended, askedAt }: GapReading,
  /** Unix ms, the exchange's time: fills before it are none of ours to tell. */
  sinceAt: number,
): SettledGap {
  // what was looked up first: it says which of the plain orders execute a conditional one
  const orders = [...ended, ...reading.openOrders].flatMap((order) => tracker.takeRead(order).orders);
  const fills = reading.fills
    .filter(({ venueAt }) => venueAt >= sinceAt)
    .toSorted((a, b) => a.venueAt - b.venueAt || compareIds(a.tradeId, b.tradeId))
    .flatMap((fill) => tracker.takeFill(fill) ?? []);
  const held = positions.load(reading.positions, askedAt - LAG_MS);
  return {
    changes: {
      orders: lastOfEach(orders),
      fills,
      positions: held.news.map(({ symbol, positionSide, position }) => ({ symbol, positionSide, position })),
    },
    balances: balances.load(reading.balances),
    doubtful: held.doubtful,
  };
}

const compareIds = (a: string, b: string) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

function lastOfEach(orders: readonly Order[]): readonly Order[] {
  return [...new Map(orders.map((order) => [keyOf(order), order])).values()];
}
