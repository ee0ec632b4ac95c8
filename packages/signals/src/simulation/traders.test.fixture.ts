import { type Clock, type Decimal, decimal, isOpenOrder, type Position, sleep } from '@perpdesk/broker-core';
import { isEntryOrder } from '../panic/entry-order.ts';
import type { ProtectCommand, TargetTerms, TradeCommand } from '../trade-command.ts';
import type { Desk } from './desk.test.fixture.ts';
import type { Dice } from './dice.test.fixture.ts';
import type { Profile } from './profile.test.fixture.ts';
import { isConditional, type Venue } from './venue.test.fixture.ts';

/** Those who do by chat what the plain kind's people do not: protect, reverse, enter with terms, take orders back. */
export interface Traders {
  readonly pending: number;
  /** Once a second. */
  act(): void;
}

export interface TradersOptions {
  readonly clock: Clock;
  readonly dice: Dice;
  readonly profile: () => Profile;
  readonly desk: () => Desk;
  readonly venues: readonly Venue[];
  readonly trace: (line: string) => void;
}

const RELAY = ['desk'];
const PATIENCE_MS = 90_000;

export function createTraders({ clock, dice, profile, desk, venues, trace }: TradersOptions): Traders {
  let pending = 0;
  let count = 0;
  const send = async (command: TradeCommand): Promise<void> => {
    const to = desk();
    if (!to.isOpen) return;
    pending += 1;
    try {
      const answer = to.engine.trade(command).catch((error: unknown) => `${error}`);
      const result = await Promise.race([answer, to.pulse.ended, sleep(clock, PATIENCE_MS).then(() => null)]);
      trace(`trader ${command.type} ${command.id} ${JSON.stringify(result)}`);
    } finally {
      pending -= 1;
    }
  };
  const headOf = (venue: Venue, symbol: string) => ({
    id: `trader-${(count += 1)}`,
    actor: '7',
    brokerId: venue.id,
    symbol,
    confirmedAt: clock.now(),
    relay: RELAY,
  });
  /** Quote asset, on the tick: so many permille of the price on the side where a position gains, or with `-` loses. */
  const priceAt = (venue: Venue, symbol: string, isLong: boolean, permille: number): Decimal =>
    venue
      .price(symbol)
      .times(1_000 + (isLong ? permille : -permille))
      .div(1_000)
      .toDecimalPlaces(1);
  const targetsAt = (venue: Venue, symbol: string, isLong: boolean): readonly TargetTerms[] => {
    const shares = dice.pick([[null], ['40'], ['50', null], ['30', '70'], ['20', '20']]);
    return shares.map((share, index) => ({
      price: priceAt(venue, symbol, isLong, 4 + 7 * index),
      share: share === null ? null : decimal(share),
    }));
  };
  const protect = (venue: Venue, { symbol, positionSide, quantity }: Position): void => {
    const isLong = quantity.gt(0);
    const stopLoss = dice.chance(0.3) ? 'off' : priceAt(venue, symbol, isLong, -dice.between(10, 30));
    const takeProfits = dice.chance(0.3) ? 'off' : targetsAt(venue, symbol, isLong);
    const trailing = dice.chance(0.5) ? 'off' : { activation: null, callback: decimal('1') };
    const terms: Partial<Pick<ProtectCommand, 'stopLoss' | 'takeProfits' | 'trailing'>> = {
      ...(dice.chance(0.6) ? { stopLoss } : {}),
      ...(dice.chance(0.6) ? { takeProfits } : {}),
      ...(dice.chance(0.3) ? { trailing } : {}),
    };
    if (Object.keys(terms).length === 0) return;
    const direction = isLong ? 'long' : 'short';
    void send({ ...headOf(venue, symbol), type: 'protect', positionSide, direction, ...terms });
  };
  const reverse = (venue: Venue, { symbol, positionSide, quantity }: Position): void => {
    const direction = quantity.gt(0) ? 'short' : 'long';
    const size = decimal(symbol === 'BTCUSDT' ? '0.01' : '0.2');
    void send({ ...headOf(venue, symbol), type: 'reverse', positionSide, direction, quantity: size });
  };
  const open = (venue: Venue): void => {
    const symbol = dice.pick(['BTCUSDT', 'ETHUSDT']);
    const direction = dice.pick(['long', 'short'] as const);
    const isLong = direction === 'long';
    void send({
      ...headOf(venue, symbol),
      type: 'open',
      direction,
      quantity: decimal(symbol === 'BTCUSDT' ? '0.012' : '0.25'),
      limitPrice: dice.chance(0.5) ? priceAt(venue, symbol, isLong, -2) : null,
      stopLoss: dice.chance(0.5) ? priceAt(venue, symbol, isLong, -20) : null,
      takeProfits: dice.chance(0.5) ? targetsAt(venue, symbol, isLong) : [],
    });
  };
  const takeBack = (venue: Venue): void => {
    const entry = venue.openOrders().find((order) => order.type === 'limit' && isEntryOrder(order));
    if (entry === undefined) return;
    const { symbol, clientOrderId, venueOrderId } = entry;
    void send({ ...headOf(venue, symbol), type: 'cancel', orders: [{ symbol, clientOrderId, venueOrderId }] });
  };
  /** At the exchange itself. */
  const cancelThere = (venue: Venue): void => {
    const orders = venue.openOrders().filter((order) => isConditional(order) && isOpenOrder(order));
    if (orders.length === 0) return;
    const order = dice.pick(orders);
    trace(`canceled by hand ${venue.id} ${order.clientOrderId}`);
    venue.cancelByHand(order);
  };
  return {
    get pending() {
      return pending;
    },
    act() {
      const { traders = 0 } = profile().people;
      if (!dice.chance(traders)) return;
      const venue = dice.pick(venues);
      const positions = venue.positions();
      switch (dice.pick(['protect', 'protect', 'reverse', 'open', 'take-back', 'cancel-there'] as const)) {
        case 'protect':
          return positions.length === 0 ? undefined : protect(venue, dice.pick(positions));
        case 'reverse':
          return positions.length === 0 ? undefined : reverse(venue, dice.pick(positions));
        case 'open':
          return open(venue);
        case 'take-back':
          return takeBack(venue);
        default:
          return cancelThere(venue);
      }
    },
  };
}
