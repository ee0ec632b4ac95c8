import { type Broker, BrokerError, type Clock, type OrderRequest, sleep, type Validity } from '@perpdesk/broker-core';
import { createFakeBroker, fakeAccount } from '@perpdesk/broker-core/testing';
import type { Dice } from './dice.test.fixture.ts';
import type { Profile } from './profile.test.fixture.ts';
import type { Pulse } from './pulse.test.fixture.ts';
import { refuse, type Venue } from './venue.test.fixture.ts';

/** The way between desk and exchange: requests that travel, and what becomes of them. */
export interface Wire {
  /** Orders that are on their way, or may still come. */
  readonly pending: number;
  place(request: OrderRequest, validity: Validity | undefined): ReturnType<Broker['placeOrder']>;
  /** Reads and cancels were answered lately. */
  readonly isAnswering: boolean;
  /** A read or a cancel. */
  ask<T>(work: () => T): Promise<T>;
  /** A list of what was. */
  askPast<T>(work: () => T): Promise<T>;
  /** Now and then slow, on the way there and back. */
  askTime<T>(work: () => T): Promise<T>;
  /** The instruments: at once, where they do not change. */
  askRules<T>(work: () => T): Promise<T>;
}

export interface WireOptions {
  readonly clock: Clock;
  readonly venue: Venue;
  readonly dice: Dice;
  readonly profile: () => Profile;
  readonly trace: (line: string) => void;
}

/** Of the past's lists: so long they are refused, slow, or neither. */
const SPELL_MS = 60_000;
/** The longest that a slow one takes: beyond what the desk waits for. */
const SLOW_MS = 12_000;
const SLOW_TIME_MS = 4_000;
const NO_ANSWER_MS = 6_000;
/** Until the desk has asked again. */
const TROUBLE_MS = { lost: 6_000, 'answer-lost': 6_000, hang: 15_000 } as const;

export function createWire({ clock, venue, dice, profile, trace }: WireOptions): Wire {
  let pending = 0;
  let troubleUntil = 0;
  const way = async (): Promise<void> => {
    const { wayMs } = profile();
    if (wayMs > 0) await sleep(clock, dice.below(wayMs));
  };
  const deliver = (request: OrderRequest, validity: Validity | undefined, fate: string) => {
    const head = `${venue.id} ${clock.now()} ${fate} ${request.clientOrderId} ${request.type} ${request.side}`;
    const line = `${head} ${request.quantity?.toFixed() ?? 'all'}`;
    try {
      const order = venue.place(request, validity);
      trace(`${line} → ${order.status}`);
      return order;
    } catch (error) {
      trace(`${line} → ${BrokerError.is(error) ? error.code : error}`);
      throw error;
    }
  };
  const silently = (...args: Parameters<typeof deliver>): void => {
    try {
      deliver(...args);
    } catch {
      // nobody hears of it
    }
  };
  const send: Wire['place'] = async (request, validity) => {
    const { rate, fates, lateMs } = profile().place;
    const fate = dice.chance(rate) ? dice.pick(fates) : 'arrives';
    await way();
    switch (fate) {
      case 'arrives': {
        const order = deliver(request, validity, fate);
        await way();
        return order;
      }
      case 'lost':
        trace(`${venue.id} ${clock.now()} lost ${request.clientOrderId}`);
        await sleep(clock, dice.below(NO_ANSWER_MS));
        throw refuse('timeout', 'unknown');
      case 'answer-lost':
        silently(request, validity, fate);
        await sleep(clock, dice.below(NO_ANSWER_MS));
        throw refuse('timeout', 'unknown');
      case 'late':
        pending += 1;
        clock.schedule(dice.below(lateMs), () => {
          pending -= 1;
          silently(request, validity, fate);
        });
        throw refuse('network', 'unknown');
      case 'refused':
        throw refuse('insufficient-margin', 'rejected');
      case 'rate-limited':
        throw new BrokerError('rate-limited', { message: 'Too many.', operation: 'placeOrder', retryAfterMs: 1_500 });
      case 'overloaded':
        throw refuse('overloaded', 'not-sent');
      case 'hang':
        if (dice.chance(0.5)) silently(request, validity, fate);
        return new Promise(() => {});
      default:
        return fate satisfies never;
    }
  };
  const timeDice = dice.fork('time');
  const pastDice = dice.fork('past');
  let spell = { isOut: false, isSlow: false, untilAt: 0 };
  const ask = async <T>(work: () => T): Promise<T> => {
    const { requestFaults } = profile();
    const fate = dice.chance(requestFaults) ? dice.pick(['lost', 'answer-lost', 'hang'] as const) : 'arrives';
    if (fate !== 'arrives') troubleUntil = Math.max(troubleUntil, clock.now() + TROUBLE_MS[fate]);
    await way();
    if (fate === 'hang') return new Promise(() => {});
    if (fate === 'lost') throw refuse('timeout', 'unknown');
    const answer = work();
    await way();
    if (fate === 'answer-lost') throw refuse('timeout', 'unknown');
    return answer;
  };
  return {
    ask,
    async askTime(work) {
      const { slowTime } = profile().whims;
      if (slowTime === 0 || !timeDice.chance(slowTime)) return ask(work);
      await sleep(clock, timeDice.below(SLOW_TIME_MS));
      const answer = await ask(work);
      await sleep(clock, timeDice.below(SLOW_TIME_MS));
      return answer;
    },
    askRules: async (work) => (profile().whims.rules > 0 ? ask(work) : work()),
    async askPast(work) {
      const { pastOut, pastSlow } = profile().whims;
      if (pastOut + pastSlow === 0) return ask(work);
      if (clock.now() >= spell.untilAt) {
        const isOut = pastDice.chance(pastOut);
        const untilAt = clock.now() + pastDice.below(SPELL_MS);
        spell = { isOut, isSlow: pastSlow > 0 && pastDice.chance(pastSlow), untilAt };
      }
      if (spell.isOut) throw refuse(pastDice.pick(['overloaded', 'invalid-request']), 'not-sent');
      if (spell.isSlow) await sleep(clock, pastDice.below(SLOW_MS));
      return ask(work);
    },
    get pending() {
      return pending;
    },
    get isAnswering() {
      return clock.now() >= troubleUntil;
    },
    async place(request, validity) {
      pending += 1;
      let isCounted = true;
      // what hangs is not on its way any more
      const uncount = () => {
        if (isCounted) pending -= 1;
        isCounted = false;
      };
      clock.schedule(NO_ANSWER_MS + 1_000, uncount);
      return send(request, validity).finally(uncount);
    },
  };
}

/** The account's broker in one process. */
export function createDeskBroker(venue: Venue, wire: Wire, pulse: Pulse): Broker {
  const broker = createFakeBroker({
    id: venue.id,
    clock: pulse.clock,
    account: fakeAccount({ positionMode: venue.account.mode }),
    instruments: venue.rulebook.all(),
  });
  const { script } = broker;
  const ask = <T>(work: () => T): Promise<T> => pulse.call(() => wire.ask(work));
  const askPast = <T>(work: () => T): Promise<T> => pulse.call(() => wire.askPast(work));
  const leave = venue.feed.listen((event) => {
    if (!pulse.isDead && !pulse.isFrozen) broker.emit(event);
  });
  void pulse.ended.then(leave);
  script.always('placeOrder', (request, options) => pulse.call(() => wire.place(request, options?.validity)));
  script.always('cancelOrder', (reference) => ask(() => venue.cancel(reference)));
  script.always('findOrder', (reference) => ask(() => ({ order: venue.look(reference), serverAt: venue.now() })));
  script.always('getPositions', () => ask(() => venue.positions()));
  script.always('getOpenOrders', () => ask(() => venue.openOrders()));
  script.always('getFills', ({ fromAt = 0 } = {}) =>
    askPast(() => venue.fills.filter(({ venueAt }) => venueAt >= fromAt)),
  );
  script.always('getOrderHistory', ({ symbol, fromAt = 0 } = {}) =>
    askPast(() =>
      venue.history.filter((order) => order.createdAt >= fromAt && (symbol ?? order.symbol) === order.symbol),
    ),
  );
  script.always('getInstruments', () => pulse.call(() => wire.askRules(() => venue.rulebook.all())));
  script.always('getServerTime', () => pulse.call(() => wire.askTime(() => venue.now())));
  script.always('getMarkPrice', (symbol) => ask(() => venue.price(symbol)));
  script.always('getIncome', () => ask(() => []));
  script.always('connect', () => ask(() => {}));
  return broker;
}
