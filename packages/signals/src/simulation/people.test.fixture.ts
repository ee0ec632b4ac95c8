import {
  type Clock,
  Decimal,
  decimal,
  type Order,
  type Position,
  POSITION_SIDES,
  type PositionSide,
  sleep,
} from '@perpdesk/broker-core';
import { isEntryOrder } from '../panic/entry-order.ts';
import type { Desk } from './desk.test.fixture.ts';
import type { Dice } from './dice.test.fixture.ts';
import { PRICES, type Profile, SYMBOLS } from './profile.test.fixture.ts';
import type { Record } from './recorder.test.fixture.ts';
import { isConditional, type Venue } from './venue.test.fixture.ts';

/** Those who trade by chat or by hand, pause and panic; and the market. */
export interface People {
  readonly pending: number;
  /** Once a second: what the dice let happen. */
  act(): void;
  /** Lifts what blocks entries. */
  resume(): Promise<void>;
}

export interface PeopleOptions {
  readonly clock: Clock;
  readonly dice: Dice;
  readonly profile: () => Profile;
  readonly desk: () => Desk;
  readonly venues: readonly Venue[];
  readonly record: Record;
  /** Somebody else than the desk moved this side. */
  readonly note: (venue: Venue, symbol: string, side: PositionSide) => void;
  readonly trace: (line: string) => void;
  readonly wrong: (line: string) => void;
}

const RELAY = ['desk'];
/** A command that hangs with a dead desk is forgotten. */
const PATIENCE_MS = 90_000;

export function createPeople({
  clock,
  dice,
  profile,
  desk,
  venues,
  record,
  note,
  trace,
  wrong,
}: PeopleOptions): People {
  const appDice = dice.fork('app');
  let pending = 0;
  let count = 0;
  let hands = 0;
  let lifts = 0;
  const perUnit = (symbol: string): Decimal => decimal(symbol === 'BTCUSDT' ? '0.01' : '0.2');

  /** Runs a command on the desk that lives now; its death ends it. */
  const command = async <T>(name: string, run: (desk: Desk) => Promise<T>): Promise<T | null> => {
    const to = desk();
    if (!to.isOpen) return null;
    pending += 1;
    try {
      const result = await Promise.race([
        run(to).catch((error: unknown) => {
          trace(`${name} failed: ${error}`);
          return null;
        }),
        to.pulse.ended,
        sleep(clock, PATIENCE_MS).then(() => null),
      ]);
      trace(`${name} ${JSON.stringify(result)}`);
      return result;
    } finally {
      pending -= 1;
    }
  };
  const trade = (): void => {
    const venue = dice.pick(venues);
    const symbol = dice.pick(SYMBOLS);
    const id = `card-${(count += 1)}`;
    const base = { id, actor: '7', brokerId: venue.id, symbol, confirmedAt: clock.now(), relay: RELAY };
    const isOpen = dice.chance(0.4);
    const direction = dice.pick(['long', 'short'] as const);
    const positionSide = venue.account.mode === 'one-way' ? 'net' : direction;
    const fraction = dice.chance(0.5) ? decimal('0.5') : null;
    const times = dice.chance(0.3) ? 2 : 1;
    for (let time = 0; time < times; time++) {
      void command(`trade ${id}`, ({ engine }) =>
        isOpen
          ? engine.trade({ ...base, type: 'open', direction, quantity: perUnit(symbol) })
          : engine.trade({ ...base, type: 'close', positionSide, fraction, quantity: null }),
      );
    }
  };
  const panic = async (): Promise<void> => {
    const id = `panic-${(count += 1)}`;
    const before = hands + lifts;
    for (const venue of venues) {
      for (const symbol of SYMBOLS) for (const side of POSITION_SIDES) note(venue, symbol, side);
    }
    const report = await command('panic', ({ engine }) => engine.panic({ id, actor: '7', relay: RELAY }));
    if (report?.flat !== true || hands + lifts !== before) return;
    for (const venue of venues) {
      const left = venue.positions();
      if (left.length > 0) wrong(`panic says FLAT, and ${venue.id} holds ${left[0]!.quantity} ${left[0]!.symbol}`);
      const entry = venue.openOrders().find(isEntryOrder);
      if (entry !== undefined) wrong(`panic says FLAT, and the entry ${entry.clientOrderId} is open`);
    }
  };
  const byHand = (): void => {
    const venue = dice.pick(venues);
    const symbol = dice.pick(SYMBOLS);
    const side = venue.account.mode === 'one-way' ? 'net' : dice.pick(['long', 'short'] as const);
    const held = venue.held(symbol, side);
    const isClosing = dice.chance(0.6) && !held.isZero();
    const sign = side === 'short' || (side === 'net' && dice.chance(0.5)) ? -1 : 1;
    const signed = isClosing
      ? closing(venue, symbol, held, held.div(dice.pick([1, 2])).toDecimalPlaces(3))
      : perUnit(symbol).times(sign);
    hands += 1;
    note(venue, symbol, side);
    trace(`hand ${venue.id} ${symbol} ${side} ${signed.toFixed()}`);
    venue.trade(symbol, side, signed, null);
  };
  /** By a person in the exchange's own app, who knows nothing of the desk. */
  const inApp = (): void => {
    const venue = appDice.pick(venues);
    const { positions, orders } = { positions: venue.positions(), orders: venue.openOrders() };
    const cancel = (some: readonly Order[]): void => {
      trace(`app ${venue.id} cancels ${some.map(({ clientOrderId }) => clientOrderId).join(' ')}`);
      for (const order of some) venue.cancelByHand(order);
    };
    const trade = ({ symbol, positionSide, quantity }: Position, part: string): void => {
      hands += 1;
      note(venue, symbol, positionSide);
      const { stepSize } = venue.rulebook.of(symbol);
      const some = quantity.times(part).toNearest(stepSize, Decimal.ROUND_UP);
      const signed = closing(venue, symbol, quantity, some);
      trace(`app ${venue.id} ${symbol} ${positionSide} ${signed.toFixed()}`);
      venue.trade(symbol, positionSide, signed, null);
    };
    const entries = orders.filter(isEntryOrder);
    const resting = orders.filter((order) => isConditional(order) && order.status === 'open');
    switch (appDice.pick(['entry', 'entry', 'one', 'all', 'reduce', 'close', 'close and cancel'] as const)) {
      case 'entry':
        return entries.length === 0 ? undefined : cancel([appDice.pick(entries)]);
      case 'one':
        return resting.length === 0 ? undefined : cancel([appDice.pick(resting)]);
      case 'all':
        return cancel([...entries, ...resting]);
      case 'reduce':
        return positions.length === 0 ? undefined : trade(appDice.pick(positions), appDice.pick(['0.2', '0.5', '0.9']));
      case 'close':
        return positions.length === 0 ? undefined : trade(appDice.pick(positions), '1');
      default:
        for (const position of positions) trade(position, '1');
        return cancel(venue.openOrders().filter((order) => isEntryOrder(order) || isConditional(order)));
    }
  };
  const liquidate = (): void => {
    const venue = dice.pick(venues);
    const position = venue.positions()[0];
    if (position === undefined) return;
    note(venue, position.symbol, position.positionSide);
    trace(`liquidation ${venue.id} ${position.symbol}`);
    venue.trade(position.symbol, position.positionSide, position.quantity.negated(), 'liquidation');
  };
  const jump = (): void => {
    const symbol = dice.pick(SYMBOLS);
    const price = decimal(PRICES[symbol]!)
      .times(1_000 + dice.between(-25, 25))
      .div(1_000);
    for (const venue of venues) venue.setPrice(symbol, price.toDecimalPlaces(1));
  };
  const resume = async (): Promise<void> => {
    lifts += 1;
    if (record.flags.size > 0) await command('resume', ({ engine }) => engine.resume('7', RELAY));
  };
  return {
    get pending() {
      return pending;
    },
    resume,
    act() {
      const { people, market, events, whims } = profile();
      if (whims.app > 0 && appDice.chance(whims.app)) inApp();
      if (dice.chance(people.trades)) trade();
      if (dice.chance(people.hand)) byHand();
      const isHolding = venues.some((venue) => venue.positions().length > 0);
      if (dice.chance(isHolding ? people.panic : people.panic / 5)) void panic();
      if (dice.chance(people.pause)) void command('pause', ({ engine }) => engine.pause('7', RELAY));
      if (record.flags.size > 0 && dice.chance(0.15)) void resume();
      if (dice.chance(market.jumps)) jump();
      if (dice.chance(market.liquidations)) liquidate();
      if (dice.chance(market.stops)) {
        const venue = dice.pick(venues);
        const stop = venue.openOrders().find(isConditional);
        if (stop !== undefined) venue.fire(stop);
      }
      if (dice.chance(events.outages)) dice.pick(venues).feed.fail(dice.between(500, 12_000));
    },
  };
}

/** Base asset, signed: the order that closes about so much of what is held. */
function closing({ rulebook }: Venue, symbol: string, held: Decimal, some: Decimal): Decimal {
  const closed = rulebook.part(symbol, held.abs(), some.abs());
  return held.isNegative() ? closed : closed.negated();
}
