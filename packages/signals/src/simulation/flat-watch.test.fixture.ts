import type { Order } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { isEnded, isProtective } from '../book/intent-table.ts';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
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
  /** Ids of what the journal held then. */
  readonly intents: ReadonlySet<string>;
}

export interface FlatWatchOptions {
  readonly profile: () => Profile;
  readonly record: () => Record;
  readonly desk: () => Desk;
  readonly venues: () => readonly Venue[];
  readonly wrong: (line: string) => void;
}

/**
 * After the desk's stream has said that a side is flat, while nothing fills on it and no order of the desk's is on its way
 * there, no stop is planned for it and none is
 * told to have failed.
 *
 * It holds where the desk can know: where reads fail, a side that cannot be compared within three seconds gets its stop again,
 * and one that lacks it is closed; a desk that stood still, or whose journal fails, plans from what it knew before.
 */
export interface FlatWatch {
  /** A stop stands at the exchange. */
  accepted(venue: Venue, stop: Order): void;
  poll(): void;
}

export function createFlatWatch({ profile, record, desk, venues, wrong }: FlatWatchOptions): FlatWatch {
  const flats = new Map<string, KnownFlat>();
  let seen: Desk | null = null;
  let told = 0;
  let polledAt = 0;

  /** @param ms Since the desk has heard of it. */
  const canKnow = (ms: number): boolean => {
    const { requestFaults, freezes, journal } = profile();
    return (requestFaults === 0 || ms < DOUBT_MS) && freezes === 0 && journal.failing === 0;
  };
  /** The side is flat since the desk knows it; its last word counts. */
  const flatOf = (venue: Venue, symbol: string, side: string): KnownFlat | null => {
    const flat = flats.get(`${venue.id} ${symbol} ${side}`);
    if (flat === undefined) return null;
    const isMoved = venue.fills.slice(flat.fills).some((fill) => fill.symbol === symbol && fill.positionSide === side);
    return isMoved || isOnItsWay(venue, symbol, flat) ? null : flat;
  };
  /** An order of the desk's that goes at the market, or rests: what it fills is not known before it has ended. */
  const isOnItsWay = ({ id }: Venue, symbol: string, { heardAt }: KnownFlat): boolean =>
    [...record().intents.values()].some(
      (row) =>
        row.brokerId === id &&
        row.symbol === symbol &&
        !isProtective(row) &&
        row.attempt > 0 &&
        (!isEnded(row) || row.updatedAt >= heardAt),
    );
  const isLater = ({ id, createdAt }: IntentRow, { heardAt, intents, isByOthers }: KnownFlat): boolean =>
    createdAt > heardAt || (isByOthers && createdAt === heardAt && !intents.has(id));
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
      const intents = new Set(record().intents.keys());
      flats.set(key, { heardAt: to.pulse.clock.now(), fills: before.length, isByOthers, intents });
    });
  };
  const intentOf = (order: Order): IntentRow | undefined =>
    [...record().intents.values()].find((row) => row.clientOrderId === order.clientOrderId);

  return {
    accepted(venue, stop) {
      const intent = intentOf(stop);
      const flat = flatOf(venue, stop.symbol, stop.positionSide);
      if (intent === undefined || flat === null || !isLater(intent, flat)) return;
      if (!canKnow(intent.createdAt - flat.heardAt)) return;
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
        if (notice.type !== 'stop.failed' || !canKnow(Infinity)) continue;
        const venue = venues().find(({ id }) => id === notice.account.brokerId);
        const flat = venue === undefined ? null : flatOf(venue, notice.symbol, notice.positionSide);
        if (flat === null || flat.heardAt >= polledAt) continue;
        wrong(`${notice.symbol} is told to be closed for want of a stop, and its side was known to be flat`);
      }
      told = notices.length;
      polledAt = desk().pulse.clock.now();
    },
  };
}
