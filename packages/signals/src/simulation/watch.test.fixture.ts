import {
  Decimal,
  decimal,
  type Fill,
  isOpenOrder,
  type Order,
  POSITION_SIDES,
  toClientOrderId,
  ZERO,
} from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { INTENT_END_STATES } from '@perpdesk/journal/port';
import { parseStoredSignal } from '../book/stored-signal.ts';
import { goalOf } from '../book/goal.ts';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { toPositionSide } from '../ledger/owned.ts';
import { routeIdOf } from '../relay/tell.ts';
import { isEntryOrder } from '../panic/entry-order.ts';
import { asksForStop, isSetByHand } from './asked-terms.test.fixture.ts';
import type { Desk } from './desk.test.fixture.ts';
import { createFlatWatch } from './flat-watch.test.fixture.ts';
import { type Profile, SYMBOLS } from './profile.test.fixture.ts';
import type { Record } from './recorder.test.fixture.ts';
import { createStepWatch } from './step-watch.test.fixture.ts';
import type { Venue, VenueWatcher } from './venue.test.fixture.ts';

/** R6: so long may a position lack its stop while the exchange answers. */
const NAKED_MS = 10_000;
/** What closes it is planned with the next tick of the desk. */
const GRACE_MS = 3_500;
/** The stop is sent with the first fill, or with the next tick that knows a price. */
const FIRST_STOP_MS = 6_000;
/** So long a reading and the cancel that follows from it may take. */
const ON_ITS_WAY_MS = 2_000;
/** Prices that the desk counted with may be older. */
const PRICE_TOLERANCE = '1.07';

/** What must hold at every moment, seen from the exchange. */
export interface Watch {
  readonly watcher: (venue: () => Venue) => VenueWatcher;
  /** Every so many ms. */
  poll(ms: number): void;
}

const codeOf = (id: string | null) => (id === null ? null : (decodeClientOrderId(id)?.streamCode ?? null));

/** Base asset, signed: what orders of a stream have filled on an order's side; of none, by hand. */
function filledOf(venue: Venue, { symbol, positionSide }: Order, code: string | null): Decimal {
  return venue.fills
    .filter((fill) => fill.symbol === symbol && fill.positionSide === positionSide)
    .filter((fill) => codeOf(fill.clientOrderId) === code)
    .reduce((sum, { side, quantity }) => (side === 'buy' ? sum.plus(quantity) : sum.minus(quantity)), ZERO);
}

/** What was flat when its stop was let go is held again by now. */
function isJustTradedByHand(venue: Venue, { symbol, updatedAt }: Order): boolean {
  const isLate = ({ venueAt }: Fill) => updatedAt - venueAt < ON_ITS_WAY_MS;
  return venue.fills.some((fill) => fill.symbol === symbol && codeOf(fill.clientOrderId) === null && isLate(fill));
}

/** A stop over the whole side stands, or stops over as much as the streams own of it; none can where a person holds more against them. */
export function isCovered(
  venue: Venue,
  owners: readonly LedgerRow[],
  /** Of the side, whether they are to have a stop or not. */
  all: readonly LedgerRow[],
  beside = '',
): boolean {
  const [first] = owners;
  if (first === undefined) return true;
  const owned = owners.reduce((sum, row) => sum.plus(row.owned), ZERO);
  const held = venue.held(first.symbol, toPositionSide(first.positionSide));
  const net = all.reduce((sum, row) => sum.plus(row.owned), ZERO);
  const isAgainst = (one: Decimal) => one.isZero() || one.isNegative() !== owned.isNegative();
  if (isAgainst(held) || isAgainst(net)) return true;
  const closing = owned.isNegative() ? 'buy' : 'sell';
  const stops = venue
    .openOrders()
    .filter(({ type }) => type === 'stop-market')
    .filter(({ symbol, positionSide }) => symbol === first.symbol && positionSide === first.positionSide)
    .filter(({ side, venueOrderId }) => side === closing && venueOrderId !== beside);
  const covered = stops.reduce((sum, stop) => sum.plus(stop.quantity ?? owned.abs()).minus(stop.filledQuantity), ZERO);
  return covered.gte(Decimal.min(owned.abs(), held.abs(), net.abs()));
}

function isToZero(text: string): boolean {
  const { signal } = parseStoredSignal(text);
  return !('next' in signal) || signal.next.isZero();
}

export interface WatchOptions {
  readonly profile: () => Profile;
  readonly record: () => Record;
  readonly desk: () => Desk;
  readonly venues: () => readonly Venue[];
  readonly isAnswering: (venue: Venue) => boolean;
  /** Others than the desk trade, or may have. */
  readonly hasHands: () => boolean;
  /** Somebody said yes to the card of a signal. */
  readonly isPlaced: (signalId: string) => boolean;
  /** Nobody marked beside the desk, without the lease. */
  readonly isAlone: () => boolean;
  /** What marked an order knew of all that could reach the account before it: no other marked beside it. */
  readonly knowsOthers: (order: Order) => boolean;
  readonly wrong: (line: string) => void;
}

export function createWatch({ profile, record, desk, venues, hasHands, wrong, ...options }: WatchOptions): Watch {
  const ordersOfLeg = new Map<string, readonly string[]>();
  const nakedMs = new Map<string, number>();
  const isShort = new Map<string, boolean>();
  const stopsBefore = new Map<string, number>();
  let seen: Desk | null = null;
  const flatWatch = createFlatWatch({ profile, record, desk, venues, wrong, isAlone: options.isAlone });

  const stepWatch = createStepWatch({ record, wrong, now: () => desk().pulse.clock.now() });

  const ownersOf = (venue: Venue, symbol: string, side: string): readonly LedgerRow[] =>
    [...record().ledger.values()].filter(
      (row) => row.brokerId === venue.id && row.symbol === symbol && row.positionSide === side && row.owned !== '0',
    );
  const ownersWithStop = (venue: Venue, symbol: string, side: string): readonly LedgerRow[] =>
    ownersOf(venue, symbol, side).filter((row) => asksForStop(profile(), row));
  const isAnswering = (venue: Venue): boolean =>
    desk().isOpen && desk().manager.view(venue.id).isReady && options.isAnswering(venue);

  const checkLimits = (venue: Venue, order: Order): void => {
    const { maxTotalNotional, maxPositions } = profile().limits;
    if (hasHands() || !isEntryOrder(order) || !options.knowsOthers(order)) return;
    const sides = new Map<string, Decimal>();
    for (const { symbol, positionSide, quantity } of venue.positions()) {
      sides.set(`${symbol} ${positionSide}`, quantity.abs().times(venue.price(symbol)));
    }
    for (const open of venue.openOrders().filter(isEntryOrder)) {
      const key = `${open.symbol} ${open.positionSide}`;
      const left = (open.quantity ?? ZERO).minus(open.filledQuantity);
      sides.set(key, (sides.get(key) ?? ZERO).plus(left.times(venue.price(open.symbol))));
    }
    const total = [...sides.values()].reduce((sum, one) => sum.plus(one), ZERO);
    const most = maxTotalNotional ?? null;
    if (most !== null && total.gt(most.times(PRICE_TOLERANCE))) {
      wrong(`the limit of ${most} is passed: ${total.toFixed(0)} with ${order.clientOrderId}`);
    }
    if (maxPositions != null && sides.size > maxPositions) {
      wrong(`the limit of ${maxPositions} positions is passed: ${[...sides.keys()].join(', ')}`);
    }
  };

  /** Other stops of its strategy are over all that the strategy owns: what others lack is not for this one to cover. */
  const coversOwn = (venue: Venue, owners: readonly LedgerRow[], stop: Order): boolean => {
    const code = codeOf(stop.clientOrderId);
    const own = owners.find((row) => record().streams.get(row.stream)?.code === code);
    if (own === undefined || stop.closePosition) return false;
    const others = venue
      .openOrders()
      .filter((one) => one.type === 'stop-market' && one.symbol === stop.symbol && one.side === stop.side)
      .filter((one) => one.venueOrderId !== stop.venueOrderId && codeOf(one.clientOrderId) === code);
    const left = others.reduce((sum, one) => sum.plus(one.quantity ?? own.owned).minus(one.filledQuantity), ZERO);
    return left.gte(decimal(own.owned).abs());
  };

  /** A partial exit is not done again before the first is known to have ended, and how. */
  const checkRepeat = (venue: Venue, intent: IntentRow): void => {
    const row = record().signals.get(intent.signalId);
    const isPartial = row?.signal != null && row.signal !== '' && !isToZero(row.signal);
    if (intent.kind !== 'reduce' || !isPartial) return;
    for (const other of record().intents.values()) {
      const isSame = other.signalId === intent.signalId && other.brokerId === intent.brokerId;
      if (!isSame || other.kind !== 'reduce' || other.id === intent.id || other.clientOrderId === null) continue;
      // what has no stop is closed beside it, by an order of its own
      if (goalOf(other).cause !== goalOf(intent).cause) continue;
      const order = venue.find({ symbol: other.symbol, clientOrderId: toClientOrderId(other.clientOrderId) });
      const isKnown = order !== null && !isOpenOrder(order) && order.filledQuantity.eq(other.filledQuantity);
      if (other.leg > intent.leg || (order !== null && !isKnown)) {
        wrong(`the partial exit ${intent.clientOrderId} is beside ${other.clientOrderId}`);
      }
    }
  };

  /** What a person is asked for is not sent before somebody said yes. */
  const checkAsked = ({ clientOrderId, signalId, stream, kind }: IntentRow): void => {
    const route = profile().routes.find(({ id }) => id === routeIdOf(stream));
    const isAsked = route?.execute === 'ask' && (kind === 'increase' || route.askExits);
    if (isAsked && !options.isPlaced(signalId)) wrong(`the order ${clientOrderId} was sent, and nobody said yes`);
  };

  /** What is covered between two looks begins anew when more is held. */
  const noteCover = (venue: Venue, { type, symbol, positionSide: side }: Order): void => {
    if (type !== 'stop-market') return;
    const owners = ownersWithStop(venue, symbol, side);
    if (isCovered(venue, owners, ownersOf(venue, symbol, side))) nakedMs.set(`${venue.id} ${symbol} ${side}`, 0);
  };

  const pollSide = (venue: Venue, symbol: string, side: 'net' | 'long' | 'short', ms: number): void => {
    const key = `${venue.id} ${symbol} ${side}`;
    const held = venue.held(symbol, side);
    const owners = held.isZero() ? [] : ownersWithStop(venue, symbol, side);
    const hasStop = isCovered(venue, owners, ownersOf(venue, symbol, side));
    const isOwned = owners.some(({ owned }) => decimal(owned).isNegative() === held.isNegative());
    // turned within one look: another position, whose stop has its own time
    if (isShort.get(key) !== held.isNegative()) nakedMs.set(key, 0);
    isShort.set(key, held.isNegative());
    if (!isOwned || hasStop || !isAnswering(venue)) {
      nakedMs.set(key, 0);
      // one that stands, or is on its way, may be for what comes next
      const open = [...record().intents.values()].filter(
        (row) => row.kind === 'stop' && row.brokerId === venue.id && !INTENT_END_STATES.includes(row.state),
      );
      stopsBefore.set(key, countStops(venue.id, symbol) - open.filter((row) => row.symbol === symbol).length);
      return;
    }
    const naked = (nakedMs.get(key) ?? 0) + ms;
    nakedMs.set(key, naked);
    const isLeaving = [...record().intents.values()].some(
      (row) =>
        row.kind === 'reduce' &&
        row.brokerId === venue.id &&
        row.symbol === symbol &&
        !INTENT_END_STATES.includes(row.state),
    );
    if (isLeaving) return;
    if (naked > NAKED_MS + GRACE_MS) {
      wrong(`${key} has no stop for ${naked} ms, and is not being closed`);
    } else if (naked > FIRST_STOP_MS && countStops(venue.id, symbol) === (stopsBefore.get(key) ?? 0)) {
      wrong(`${key} has no stop for ${naked} ms, and none was sent`);
    }
  };
  /** All that were ever planned. */
  const countStops = (brokerId: string, symbol: string): number =>
    [...record().intents.values()].filter(
      (row) => row.kind === 'stop' && row.brokerId === brokerId && row.symbol === symbol,
    ).length;

  return {
    watcher: (venue) => ({
      accepted(order: Order) {
        const intent = [...record().intents.values()].find((row) => row.clientOrderId === order.clientOrderId);
        noteCover(venue(), order);
        if (order.type === 'stop-market') {
          flatWatch.accepted(venue(), order);
          const all = ownersOf(venue(), order.symbol, order.positionSide);
          if (!all.some(isSetByHand) && profile().whims.clocks === 0) stepWatch.accepted(venue(), order);
        }
        const hash = decodeClientOrderId(order.clientOrderId)?.hash ?? '';
        const isPanic = order.clientOrderId.includes('-panic-');
        const isStep = intent !== undefined && goalOf(intent).cause === 'signal';
        const leg = isStep ? `${intent.signalId} ${intent.leg}` : isPanic ? order.clientOrderId : hash;
        const key = `${venue().id} ${leg}`;
        // one that ended unfilled, and that nobody can be told of any more, is none
        const known = new Set(venue().history.map(({ venueOrderId }) => `${venueOrderId}`));
        const ids = [...(ordersOfLeg.get(key) ?? []).filter((id) => known.has(id)), order.venueOrderId];
        ordersOfLeg.set(key, ids);
        if (ids.length > 1) wrong(`the leg of ${order.clientOrderId} has ${ids.length} orders`);
        if (isStep) checkRepeat(venue(), intent);
        if (isStep) checkAsked(intent);
        // what closes a part that a person holds against is no entry, though the order may open
        if (intent?.kind !== 'reduce') checkLimits(venue(), order);
      },
      canceled(order: Order) {
        if (order.type !== 'stop-market') return;
        const all = ownersOf(venue(), order.symbol, order.positionSide);
        const owners = ownersWithStop(venue(), order.symbol, order.positionSide);
        // the journal may not know yet that its strategy is out: what is held may be a person's alone
        const others = all.filter((row) => !owners.includes(row)).reduce((sum, row) => sum.plus(row.owned), ZERO);
        const own = venue().held(order.symbol, order.positionSide).minus(others);
        // nor that the exit of a strategy has filled, or that somebody trades beside it
        const filled = filledOf(venue(), order, codeOf(order.clientOrderId));
        const parts = [own, own.minus(filledOf(venue(), order, null)), filled];
        const protects = parts.every((part) => (order.side === 'sell' ? part.gt(0) : part.lt(0)));
        const isLast = !isCovered(venue(), owners, all, order.venueOrderId);
        const intent = [...record().intents.values()].find((row) => row.clientOrderId === order.clientOrderId);
        // what belonged to the last position makes room for the next one's
        const isMeant = intent !== undefined && goalOf(intent).leaving;
        const isKept = coversOwn(venue(), owners, order);
        if (protects && isLast && !isMeant && !isKept && owners.length > 0 && !isJustTradedByHand(venue(), order)) {
          wrong(`the last stop ${order.clientOrderId} was canceled while ${own.toFixed()} is held`);
        }
      },
      filled({ symbol, positionSide: side }: Order) {
        // flat between two looks: what is held after it is another position
        if (venue().held(symbol, side).isZero()) nakedMs.set(`${venue().id} ${symbol} ${side}`, 0);
      },
    }),
    poll(ms) {
      // a new process counts anew
      if (seen !== desk()) nakedMs.clear();
      seen = desk();
      flatWatch.poll();
      for (const venue of venues()) {
        for (const symbol of SYMBOLS) for (const side of POSITION_SIDES) pollSide(venue, symbol, side, ms);
      }
    },
  };
}
