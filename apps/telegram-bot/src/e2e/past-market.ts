import type { BinanceVenue } from '@perpdesk/binance-venue';
import { createBinanceBroker } from '@perpdesk/broker-binance';
import { decimal, systemClock, toClientOrderId, type Clock } from '@perpdesk/broker-core';
import type { AccountKey } from './exchange-desk.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The machine's clock, set back: an exchange by it has a past by the time the machine is reached. */
export interface PastClock extends Clock {
  setBack(ms: number): void;
}

export function createPastClock(): PastClock {
  let behindMs = 0;
  return { ...systemClock, now: () => systemClock.now() - behindMs, setBack: (ms) => void (behindMs = ms) };
}

/** Trades of the week before: hours ago, side, base asset, hours held, and what the price did meanwhile. */
const TRADES = [
  [162, 'buy', '0.030', 5, 620],
  [140, 'sell', '0.020', 3, 340],
  [121, 'buy', '0.030', 8, 910],
  [96, 'buy', '0.025', 4, -480],
  [74, 'sell', '0.030', 7, -760],
  [53, 'buy', '0.040', 6, 540],
  [46, 'buy', '0.020', 3, -390],
  [28, 'sell', '0.025', 5, -1050],
  [12, 'buy', '0.030', 3, 410],
  [6, 'buy', '0.020', 2, -150],
] as const;

/** Gives the exchange a week of prices and an account that traded, always the same; its clock is the machine's afterwards. Resolves with BTCUSDT's price. */
export async function livePast(venue: BinanceVenue, clock: PastClock, key: AccountKey): Promise<string> {
  let state = 5;
  const draw = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  let price = 60_400;
  let orders = 0;
  const act = async (side: 'buy' | 'sell', quantity: string, reduceOnly: boolean) => {
    await using broker = createBinanceBroker({
      id: 'past',
      environment: 'demo',
      credentials: key,
      endpoints: { rest: venue.url, stream: venue.wsUrl, wsApi: venue.wsUrl },
      wsApi: false,
      clock,
    });
    await broker.connect();
    const clientOrderId = toClientOrderId(`past-${(orders += 1)}`);
    const order = { symbol: 'BTCUSDT', side, positionSide: 'net', quantity: decimal(quantity), clientOrderId } as const;
    await broker.placeOrder({ ...order, type: 'market', reduceOnly });
  };
  const stepMs = 5 * MINUTE_MS;
  let [drift, driftSteps] = [0, 0];
  for (let backMs = 7 * DAY_MS; backMs > 0; backMs -= backMs > 27 * HOUR_MS ? HOUR_MS : stepMs) {
    clock.setBack(backMs);
    const isHour = backMs % HOUR_MS === 0;
    const hours = backMs / HOUR_MS;
    const opened = TRADES.find(([at]) => isHour && at === hours);
    const closed = TRADES.find(([at, , , held]) => isHour && at - held === hours);
    if (closed !== undefined) await act(closed[1] === 'buy' ? 'sell' : 'buy', closed[2], true);
    if (opened !== undefined) {
      await act(opened[1], opened[2], false);
      driftSteps = opened[3] * (hours > 27 ? 1 : HOUR_MS / stepMs);
      drift = opened[4] / driftSteps;
    }
    price += (draw() - 0.5) * (isHour && hours > 27 ? 160 : 70) + (driftSteps > 0 ? drift : 0);
    driftSteps -= 1;
    venue.setPrice('BTCUSDT', decimal(price.toFixed(1)));
    venue.setPrice('ETHUSDT', decimal((3000 + (price - 60_400) / 22).toFixed(2)));
  }
  clock.setBack(0);
  return price.toFixed(1);
}
