import type { Order } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { isEnded, isProtective } from '../book/intent-table.ts';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { toPositionSide } from '../ledger/owned.ts';
import type { Desk } from './desk.test.fixture.ts';
import type { Profile } from './profile.test.fixture.ts';
import type { Record } from './recorder.test.fixture.ts';
import type { Venue } from './venue.test.fixture.ts';

/** A side that cannot be compared in this time gets its stop again. */
const DOUBT_MS = 3_000;

/** From here on the desk knew that a side is flat. */
interface KnownFlat {
  /** Ms of the clock: when the desk's stream said so. */
  readonly heardAt: number;
  /** How many fills its exchange had then. */
  readonly fills: number;
  /** Others made it so. Of an own order the desk hears the fill first, and may plan a stop in the same ms. */
  readonly isByOthers: boolean;
  /** Ids of the desk's orders that were on their way then, stops and targets left out. */
  readonly open: ReadonlySet<string>;
  /** Ids of what was planned by then: a slow journal writes it later. */
  readonly planned: ReadonlySet<string>;
}

export interface FlatWatchOptions {
  readonly profile: () => Profile;
  readonly record: () => Record;
  readonly desk: () => Desk;
  readonly venues: () => readonly Venue[];
  readonly isAlone: () => boolean;
  readonly wrong: (line: string) => void;
}

/**
 * After the desk's stream has said that a side is flat, and while nothing fills on it, no stop is planned for it and none is
 * told to have failed.
 *
 * It holds where the desk can know. A side that cannot be compared within three seconds, for reads that fail or are slow, or an
 * order of its own on its way, gets its stop again, and one that lacks it is closed. What an own order filled may be heard after it,
 * too, by the answer to that order. A desk that has just started has heard nothing yet; one that stood still, or whose journal
 * fails, plans from what it knew before.
 */
export interface FlatWatch {
  /** A stop stands at the exchange. */
  accepted(venue: Venue, stop: Order): void;
  poll(): void;
}

export function createFlatWatch({ profile, record, desk, venues, isAlone, wrong }: FlatWatchOptions): FlatWatch {
  const flats = new Map<string, KnownFlat>();
  let seen: Desk | null = null;
  let told = 0;
  let polledAt = 0;

  const isSteady = (): boolean =>
    isAlone() && profile().freezes === 0 && profile().whims.clocks === 0 && profile().journal.failing === 0;
  /** @param ms Since it has heard of it. */
  const canKnow = (venue: Venue, symbol: string, flat: KnownFlat, ms: number): boolean => {
    const { events, requestFaults } = profile();
    if (!isSteady() || ms >= DOUBT_MS) return false;
    if (!isOnItsWay(venue, symbol, flat)) return true;
    return flat.isByOthers && requestFaults === 0 && events.lost === 0 && events.outages === 0;
  };
  /** Nothing is closed without a fresh read. */
  const hasRead = (venue: Venue, symbol: string, flat: KnownFlat): boolean =>
    isSteady() && profile().requestFaults === 0 && !isOnItsWay(venue, symbol, flat);
  /** The side is flat since the desk knows it; its last word counts. */
  const flatOf = (venue: Venue, symbol: string, side: string): KnownFlat | null => {
    const flat = flats.get(`${venue.id} ${symbol} ${side}`);
    if (flat === undefined || !venue.held(symbol, toPositionSide(side)).isZero()) return null;
    const isMoved = venue.fills.slice(flat.fills).some((fill) => fill.symbol === symbol && fill.positionSide === side);
    return isMoved ? null : flat;
  };
  /** An order of the desk's that goes at the market, or rests: what it filled is not known before the side is compared. */
  const isOnItsWay = ({ id }: Venue, symbol: string, { heardAt, open }: KnownFlat): boolean =>
    ordersOn(id, symbol).some((row) => open.has(row.id) || (row.attempt > 0 && row.createdAt >= heardAt));
  const ordersOn = (brokerId: string, symbol: string): readonly IntentRow[] =>
    [...record().intents.values()].filter(
      (row) => row.brokerId === brokerId && row.symbol === symbol && !isProtective(row),
    );
  const isLater = ({ id, createdAt }: IntentRow, { heardAt, planned, isByOthers }: KnownFlat): boolean =>
    createdAt > heardAt || (isByOthers && createdAt === heardAt && !planned.has(id));
  const listen = (to: Desk): void => {
    flats.clear();
    to.manager.subscribe(({ brokerId, event }) => {
      if (to !== desk() || event.type !== 'position-updated') return;
      const venue = venues().find(({ id }) => id === brokerId);
      const key = `${brokerId} ${event.symbol} ${event.positionSide}`;
      if (venue === undefined || (event.position !== null && !event.position.quantity.isZero())) {
        flats.delete(key);
        return;
      }
      const before = venue.fills.filter(({ venueAt }) => venueAt <= event.venueAt);
      const last = before.findLast((fill) => `${brokerId} ${fill.symbol} ${fill.positionSide}` === key);
      const isByOthers = last !== undefined && decodeClientOrderId(last.clientOrderId ?? '') === null;
      const planned = new Set(to.planned);
      const open = new Set(ordersOn(brokerId, event.symbol).flatMap((row) => (isEnded(row) ? [] : [row.id])));
      flats.set(key, { heardAt: to.pulse.clock.now(), fills: before.length, isByOthers, open, planned });
    });
  };
  const intentOf = (order: Order): IntentRow | undefined =>
    [...record().intents.values()].find((row) => row.clientOrderId === order.clientOrderId);

  return {
    accepted(venue, stop) {
      if (seen !== desk()) return;
      const intent = intentOf(stop);
      const flat = flatOf(venue, stop.symbol, stop.positionSide);
      if (intent === undefined || flat === null || !isLater(intent, flat)) return;
      if (!canKnow(venue, stop.symbol, flat, intent.createdAt - flat.heardAt)) return;
      wrong(
        `the stop ${stop.clientOrderId} was planned ${intent.createdAt - flat.heardAt} ms after its side was known to be flat`,
      );
    },
    poll() {
      if (seen !== desk()) {
        seen = desk();
        listen(seen);
      }
      const { notices } = record();
      for (const notice of notices.slice(told)) {
        if (notice.type !== 'stop.failed') continue;
        const venue = venues().find(({ id }) => id === notice.account.brokerId);
        const flat = venue === undefined ? null : flatOf(venue, notice.symbol, notice.positionSide);
        if (venue === undefined || flat === null || flat.heardAt >= polledAt) continue;
        if (!hasRead(venue, notice.symbol, flat)) continue;
        wrong(`${notice.symbol} is told to be closed for want of a stop, and its side was known to be flat`);
      }
      told = notices.length;
      polledAt = desk().pulse.clock.now();
    },
  };
}
