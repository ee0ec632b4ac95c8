import { decimal, type Decimal, POSITION_SIDES, roundQuantityDown, ZERO } from '@perpdesk/broker-core';
import { INTENT_END_STATES, type LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { entryName, namesOf } from '../ledger/entry-names.ts';
import type { Notice, NoticeType } from '../notice.ts';
import { leftInSilence } from '../relay/ends.test.fixture.ts';
import { sentence } from '../sentences/sentence.ts';
import { asksForStop } from './asked-terms.test.fixture.ts';
import { type Profile, type StreamProfile, SYMBOLS } from './profile.test.fixture.ts';
import type { Record } from './recorder.test.fixture.ts';
import { type Sender, type Sent, tellsWishes } from './sender.test.fixture.ts';
import { isConditional, type Venue } from './venue.test.fixture.ts';
import { lacksTargets, wrongTargets } from './verdict-of-targets.test.fixture.ts';
import { isCovered } from './watch.test.fixture.ts';

/** A second, that of its time, and the reorder window. */
const BAR_MS = 3_000;

/** What a run has come to, seen from outside. */
export interface Scene {
  readonly profile: Profile;
  readonly record: Record;
  readonly venues: readonly Venue[];
  readonly sender: Sender;
  /** Sides on which others than the desk traded: `<account> <symbol> <side>`. */
  readonly handled: ReadonlySet<string>;
  /** Nobody marked beside the desk, without the lease. */
  readonly isAlone: boolean;
  /** Notices before this one were of another time. */
  readonly since: number;
}

/** What holds whenever nothing is under way; what others did is known when it was quiet for long. */
export function wrongWhileQuiet({ record, venues, handled }: Scene, isLong = true): readonly string[] {
  return venues.flatMap((venue) =>
    SYMBOLS.flatMap((symbol) =>
      POSITION_SIDES.flatMap((side) => {
        const key = `${venue.id} ${symbol} ${side}`;
        const held = venue.held(symbol, side);
        const owned = ownersOf(record, venue.id, symbol, side).reduce((sum, row) => sum.plus(row.owned), ZERO);
        if (!handled.has(key) && !held.eq(owned)) return [`${key} holds ${held}, and ${owned} is owned`];
        if (!isLong) return [];
        const isBeyond = owned.abs().gt(held.abs()) || (!owned.isZero() && owned.isNegative() !== held.isNegative());
        return isBeyond ? [`${key} holds ${held}, and as much as ${owned} is owned`] : [];
      }),
    ),
  );
}

/** What holds once everything has come to its end: the accounts are where the strategies are, or the chat knows why not. */
export function wrongInTheEnd(scene: Scene): readonly string[] {
  return [
    ...wrongWhileQuiet(scene),
    ...wrongStops(scene),
    ...wrongTargets(scene),
    ...lacksTargets(scene),
    ...wrongSignals(scene),
    ...wrongFills(scene),
    ...wrongSilence(scene),
    ...wrongReductions(scene),
    ...scene.profile.streams.flatMap((stream) => wrongStream(scene, stream)),
  ];
}

function ownersOf(record: Record, brokerId: string, symbol: string, side: string): readonly LedgerRow[] {
  return [...record.ledger.values()].filter(
    (row) => row.brokerId === brokerId && row.symbol === symbol && row.positionSide === side && row.owned !== '0',
  );
}

function wrongStops({ profile, record, venues }: Scene): readonly string[] {
  return venues.flatMap((venue) =>
    SYMBOLS.flatMap((symbol) =>
      POSITION_SIDES.flatMap((side) => {
        const orders = venue
          .openOrders()
          .filter((one) => isConditional(one) && one.symbol === symbol && one.positionSide === side);
        const owners = ownersOf(record, venue.id, symbol, side);
        const wanted = owners.filter((row) => asksForStop(profile, row));
        const key = `${venue.id} ${symbol} ${side}`;
        if (!isCovered(venue, wanted, owners))
          return [`${key} has ${orders.length} orders, and no stop over all that is owned`];
        const surplus = orders.find((order) =>
          owners.every(({ owned }) => decimal(owned).isNegative() !== (order.side === 'buy')),
        );
        if (surplus !== undefined) return [`${key}: ${surplus.clientOrderId} stands, and protects nothing`];
        const stops = orders.filter(({ type }) => type === 'stop-market');
        const isDouble = stops.length > 1 && stops.some(({ closePosition }) => closePosition);
        return isDouble ? [`${key} has ${stops.length} stops, one of them over the whole side`] : [];
      }),
    ),
  );
}

/** I1: an alert that was answered 2xx is in the journal, once, and came to an end with a name. */
function wrongSignals({ record, sender, profile }: Scene): readonly string[] {
  const wrong: string[] = [];
  for (const one of sender.sent) {
    const rows = [...one.ids].map((id) => record.signals.get(id));
    const name = `${one.stream.stream} ${one.previous}→${one.next}`;
    if (one.ids.size > 1) wrong.push(`the alert ${name} was taken ${one.ids.size} times`);
    if (one.state === 'accepted' && rows.some((row) => row === undefined)) wrong.push(`the alert ${name} is forgotten`);
  }
  const bodies = new Set<string>();
  for (const row of record.signals.values()) {
    const mayBeHeld = profile.routes.some(({ id, onGap }) => onGap === 'hold' && row.source === `route:${id}`);
    const isOver = row.state === 'done' || row.state === 'refused' || (row.state === 'held' && mayBeHeld);
    if (!isOver) wrong.push(`the signal ${row.id} is ${row.state}`);
    if (row.state === 'refused' && row.code === null) wrong.push(`the signal ${row.id} is refused without a name`);
    if (bodies.has(row.body)) wrong.push(`the body of signal ${row.id} stands twice in the inbox`);
    bodies.add(row.body);
  }
  return wrong;
}

/** After a signal was told to have come there is no silence. */
function wrongSilence({ record }: Scene): readonly string[] {
  const isOver = (id: string) =>
    record.signals.get(id)?.state === 'done' || record.signals.get(id)?.state === 'refused';
  return leftInSilence(record.notices, isOver).map((id) => `nobody heard how the signal ${id} ended`);
}

/** A direction of which less is told, or nothing, is entered by that no further. */
function wrongReductions({ record, sender, profile }: Scene): readonly string[] {
  return sender.sent.flatMap(({ stream, previous, next, ids }) => {
    const route = profile.routes.find(({ id }) => id === stream.routeId);
    const isLess = next === 0 || (next > 0 === previous > 0 && Math.abs(next) < Math.abs(previous));
    if (route?.mode !== 'direction' || !isLess) return [];
    const entry = [...record.intents.values()].find((row) => row.kind === 'increase' && ids.has(row.signalId));
    return entry === undefined ? [] : [`${entry.clientOrderId} enters, for ${stream.stream} ${previous}→${next}`];
  });
}

/** Every fill of an order is told once. */
function wrongFills({ record, isAlone }: Scene): readonly string[] {
  const told = new Map<string, number>();
  for (const notice of record.notices) {
    if (notice.type === 'order.filled') told.set(notice.intentId, (told.get(notice.intentId) ?? 0) + 1);
  }
  return [...record.intents.values()].flatMap((row) => {
    const should = row.filledQuantity !== '0' && INTENT_END_STATES.includes(row.state) ? 1 : 0;
    const count = told.get(row.id) ?? 0;
    if (isAlone && count !== should) return [`the fill of ${row.kind} ${row.clientOrderId} was told ${count} times`];
    const asked = row.quantity === null ? null : decimal(row.quantity);
    if (asked === null || decimal(row.filledQuantity).lte(asked)) return [];
    return [`${row.clientOrderId} filled ${row.filledQuantity} of ${row.quantity}`];
  });
}

function wrongStream(scene: Scene, stream: StreamProfile): readonly string[] {
  const { profile, record, sender } = scene;
  const wrong: string[] = [];
  const route = profile.routes.find(({ id }) => id === stream.routeId)!;
  const row = record.streams.get(stream.stream);
  const own = sender.sent.filter((one) => one.stream.stream === stream.stream);
  if (tellsWishes(route)) return wrongWishes(scene, stream);
  const isHeld = [...record.signals.values()].some((one) => one.state === 'held' && one.stream === stream.stream);
  const last = own.at(-1);
  // beyond the window, and in one second without their previous positions, alerts cannot be put in their order
  const isLast = own.every((one) => one === last || (one.takenAt !== null && one.takenAt < (last?.firedAt ?? 0)));
  if (
    !isHeld &&
    // the time of alerts is compared with a clock that is set
    profile.whims.clocks === 0 &&
    (isLast || isInOrder(own, route.mode === 'chain')) &&
    last?.state === 'accepted' &&
    row !== undefined &&
    !decimal(row.lastPosition).eq(`${last.next}`)
  ) {
    wrong.push(`${stream.stream} stands at ${row.lastPosition}, the strategy at ${last.next}`);
  }
  if (isHeld || row === undefined) return wrong;
  for (const { brokerId } of route.brokers) {
    const ledger = record.ledger.get(`${brokerId} ${stream.stream}`);
    const owned = decimal(ledger?.owned ?? '0');
    const targets = targetsOf(scene, ledger, decimal(row.lastPosition));
    const target = targets?.at(-1) ?? null;
    const name = `${brokerId} ${stream.stream}`;
    if (ledger !== undefined && (ledger.state === 'in') !== !owned.isZero()) {
      wrong.push(`${name} is ${ledger.state} with ${owned}`);
    }
    const notices = noticesOf(scene, ledger);
    const turned = !owned.isZero() && owned.isNegative() !== row.lastPosition.startsWith('-');
    // what others took while an entry was filling leaves a unit that is only about right
    const isReduced = notices.some((notice) => isTaken(notice, brokerId, stream, record));
    const isBeyond = turned || (target !== null && !isReduced && owned.abs().gt(target.abs()));
    const isLeft =
      (route.askExits && notices.some((notice) => isDeclined(notice, brokerId, stream))) ||
      targets?.some((one) => notices.some((notice) => isKept(notice, brokerId, stream, owned, one))) === true;
    if (!isLeft && (isBeyond || (row.lastPosition === '0' && !owned.isZero()))) {
      wrong.push(`${name} owns ${owned}, and ${target ?? row.lastPosition} was asked for`);
    } else if (targets?.some((one) => one.eq(owned)) === false || (owned.isZero() && row.lastPosition !== '0')) {
      const isTold = isReduced || notices.some((notice) => isReason(notice, brokerId, stream, record));
      if (!isTold) wrong.push(`${name} owns ${owned} of ${target ?? row.lastPosition}: nobody was told why`);
    }
  }
  return wrong;
}

/**
 * What was told before it was opened explains nothing of it, but what came of alerts behind the one that opened it: that one
 * may have waited for longer.
 */
function noticesOf({ record, since }: Scene, ledger: LedgerRow | undefined): readonly Notice[] {
  if (ledger === undefined || ledger.owned === '0') return record.notices.slice(since);
  const { brokerId, stream } = ledger;
  const openedAt = record.openedAt.get(`${brokerId} ${stream}`) ?? 0;
  const entries = [...record.intents.values()].filter(
    (row) => row.kind === 'increase' && row.brokerId === brokerId && row.stream === stream,
  );
  const opening = entries.find((row) => entryName(row) === namesOf(ledger)[0]);
  const behind = entries.filter((row) => opening !== undefined && goalOf(row).order > goalOf(opening).order);
  const isBehind = (notice: Notice) =>
    'signalId' in notice && behind.some(({ signalId }) => signalId === notice.signalId);
  return record.notices.filter((notice, index) => index >= since && (index >= openedAt || isBehind(notice)));
}

/** After the last alert, where it is clear which one that was: out, or in unless the chat knows why not. */
function wrongWishes({ profile, record, sender, since }: Scene, stream: StreamProfile): readonly string[] {
  const route = profile.routes.find(({ id }) => id === stream.routeId)!;
  const own = sender.sent.filter((one) => one.stream.stream === stream.stream);
  const last = own.at(-1);
  const isClear = own.every((one) => one === last || (one.takenAt !== null && one.takenAt < (last?.firedAt ?? 0)));
  if (last?.state !== 'accepted' || !isClear) return [];
  return route.brokers.flatMap(({ brokerId }) => {
    const name = `${brokerId} ${stream.stream}`;
    const { owned = '0' } = record.ledger.get(name) ?? {};
    const notices = record.notices.slice(Math.max(since, record.openedAt.get(name) ?? 0));
    const isReducing = last.next === 0;
    const isTold = notices.some((notice) =>
      isReducing
        ? route.askExits && isDeclined(notice, brokerId, stream)
        : isReason(notice, brokerId, stream, record) || isTaken(notice, brokerId, stream, record),
    );
    // an order knows no position: what it closes is the side that it names, as does a close that tells the position before it
    const isNamed = route.mode === 'order' || notices.some((notice) => isNotOwned(notice, last, brokerId));
    const isOther = isReducing && isNamed && owned.startsWith('-') !== last.previous < 0;
    // and it may take just what there was of the other side
    const isSpent =
      !isReducing &&
      route.mode === 'order' &&
      owned === '0' &&
      notices.some((notice) => isExitOf(notice, last, brokerId));
    if (isTold || isOther || isSpent || isReducing === (owned === '0')) return [];
    return [`${name} owns ${owned} after ${last.previous}→${last.next}: nobody was told why`];
  });
}

/** Each bar's alerts came within the window after it, and before the next bar's. */
function isInOrder(own: readonly Sent[], isChain: boolean): boolean {
  return own.every((one, index) => {
    if (one.takenAt === null || one.takenAt > one.firedAt + BAR_MS) return false;
    const { firedAt, takenAt } = one;
    const later = own.slice(index + 1).filter((next) => !isChain || next.firedAt !== firedAt);
    return later.every((next) => next.firedAt > takenAt);
  });
}

/** Base asset, signed, by each step that there was, the smallest last; `null` where the ledger does not know what a unit of the strategy is. */
function targetsOf({ venues }: Scene, row: LedgerRow | undefined, position: Decimal): readonly Decimal[] | null {
  const rulebook = venues[0]?.rulebook;
  if (row === undefined || row.unit === null || rulebook === undefined) return null;
  const exact = position.abs().times(row.unit).plus('1e-12');
  const rules = rulebook.of(row.symbol);
  return rulebook.steps(row.symbol).map((stepSize) => {
    const rounded = roundQuantityDown(exact, { ...rules, stepSize });
    return position.isNegative() ? rounded.negated() : rounded;
  });
}

const REASONS: readonly NoticeType[] = [
  'order.rejected',
  'order.expired',
  'order.canceled',
  'stop.failed',
  'position.closed',
  'account.drift',
];

/** What tells the chat that an account is not where its strategy is. */
function isReason(notice: Notice, brokerId: string, stream: StreamProfile, record: Record): boolean {
  if (notice.type === 'signal.rejected' || notice.type === 'signal.remarked' || notice.type === 'signal.ended') {
    return notice.routeId === stream.routeId && (notice.account === null || notice.account.brokerId === brokerId);
  }
  if (isDeclined(notice, brokerId, stream)) return true;
  if (!isOf(notice, brokerId, stream)) return false;
  if (notice.type !== 'order.filled') {
    return REASONS.includes(notice.type) && !('kind' in notice && notice.kind === 'reduce');
  }
  return notice.kind === 'increase' && record.intents.get(notice.intentId)?.state !== 'filled';
}

/** The alert was told to have taken something off. */
function isExitOf(notice: Notice, { ids }: Sent, brokerId: string): boolean {
  if (notice.type !== 'order.filled' || notice.kind !== 'reduce') return false;
  return ids.has(notice.signalId) && notice.account.brokerId === brokerId;
}

/** The alert was refused, because the side that it leaves is not its strategy's. */
function isNotOwned(notice: Notice, { ids }: Sent, brokerId: string): boolean {
  if (notice.type !== 'signal.rejected' || notice.code !== 'nothing-owned') return false;
  return ids.has(notice.signalId) && notice.account?.brokerId === brokerId;
}

/** Nobody placed what a card asked for, or somebody placed less. */
function isDeclined(notice: Notice, brokerId: string, stream: StreamProfile): boolean {
  if (notice.type !== 'signal.answered' || notice.routeId !== stream.routeId) return false;
  return notice.accounts.some((account) => account.brokerId === brokerId);
}

/** What is owned beyond the target is less than an order, and told to wait for the next reduction. */
function isKept(notice: Notice, brokerId: string, stream: StreamProfile, owned: Decimal, target: Decimal): boolean {
  if (target.isZero() || target.isNegative() !== owned.isNegative()) return false;
  const quantity = owned.abs().minus(target.abs());
  if (notice.type !== 'signal.remarked' || notice.routeId !== stream.routeId) return false;
  if (notice.symbol !== stream.symbol || notice.account?.brokerId !== brokerId) return false;
  return notice.detail.includes(sentence('reduce-below', { quantity }));
}

/** What somebody else than the strategy took: a person, a stop, the exchange. */
function isTaken(notice: Notice, brokerId: string, stream: StreamProfile, record: Record): boolean {
  if (!isOf(notice, brokerId, stream)) return false;
  if (notice.type !== 'order.filled') return notice.type === 'account.drift';
  const intent = record.intents.get(notice.intentId);
  return notice.kind === 'stop' || (intent !== undefined && goalOf(intent).cause !== 'signal');
}

function isOf(notice: Notice, brokerId: string, { symbol }: StreamProfile): boolean {
  if (!('account' in notice) || notice.account?.brokerId !== brokerId) return false;
  return !('symbol' in notice) || notice.symbol === symbol;
}
