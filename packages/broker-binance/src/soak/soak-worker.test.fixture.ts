import {
  type Broker,
  BrokerError,
  type ClientOrderId,
  type Instrument,
  toClientOrderId,
  type Validity,
} from '@perpdesk/broker-core';
import { diceOf, oneOf } from './dice.test.fixture.ts';
import { randomOrder } from './random-order.test.fixture.ts';
import { settleUnknown } from './settle-unknown.test.fixture.ts';

/** What became of one order, proven. */
export type Fate =
  | { readonly kind: 'exists' }
  /** Refused, never sent, or absent after its validity. */
  | { readonly kind: 'absent' };

export interface Tally {
  readonly fates: Map<ClientOrderId, Fate>;
  /** By error code and outcome. */
  readonly failures: Map<string, number>;
  unknowns: number;
  unknownsFound: number;
  amends: number;
  cancels: number;
  closes: number;
}

export function createTally(): Tally {
  return { fates: new Map(), failures: new Map(), unknowns: 0, unknownsFound: 0, amends: 0, cancels: 0, closes: 0 };
}

export interface WorkOptions {
  readonly broker: Broker;
  readonly instruments: readonly [Instrument, ...Instrument[]];
  readonly seed: number;
  readonly name: string;
  readonly tally: Tally;
  /** ms, short: the venue is on this machine. */
  readonly windowMs: number;
}

/** One step of the n-th order: placed by the protocol, then perhaps amended, canceled, or its position closed. */
export async function work(options: WorkOptions, index: number): Promise<void> {
  const { broker, instruments, seed, name, tally } = options;
  const dice = diceOf(seed, name, index);
  const instrument = oneOf(dice, instruments);
  const { symbol } = instrument;
  const clientOrderId = toClientOrderId(`${name}-${seed.toString(36)}-${index}`);
  const mark = await reading(() => broker.getMarkPrice(symbol));
  if (dice() < 0.04) return closeSome(options, symbol, clientOrderId, dice);
  const request = randomOrder(dice, { instrument, mark, clientOrderId });
  await place(options, clientOrderId, symbol, (validity) => broker.placeOrder(request, { validity }));
  if (tally.fates.get(clientOrderId)?.kind !== 'exists') return;
  const turn = dice();
  if (turn < 0.15 && request.type === 'limit') {
    tally.amends += 1;
    const price = request.price.plus(instrument.tickSize);
    await attempt(tally, () => broker.amendOrder({ symbol, clientOrderId, quantity: request.quantity, price }));
  }
  if (turn < 0.5) {
    tally.cancels += 1;
    await attempt(tally, () => broker.cancelOrder({ symbol, clientOrderId }));
  }
  if (turn > 0.985) await attempt(tally, () => broker.cancelAllOrders(symbol));
}

async function closeSome(options: WorkOptions, symbol: string, clientOrderId: ClientOrderId, dice: () => number) {
  options.tally.closes += 1;
  const isCancel = dice() < 0.3;
  if (isCancel) await attempt(options.tally, () => options.broker.cancelAllOrders(symbol));
  await place(options, clientOrderId, symbol, (validity) =>
    options.broker.closePosition(symbol, { clientOrderId, validity }),
  );
}

async function place(
  { broker, tally, windowMs }: WorkOptions,
  clientOrderId: ClientOrderId,
  symbol: string,
  send: (validity: Validity) => Promise<unknown>,
): Promise<void> {
  const serverAt = await reading(() => broker.getServerTime());
  const validity = { fromAt: serverAt - 50, untilAt: serverAt + windowMs };
  try {
    await send(validity);
    tally.fates.set(clientOrderId, { kind: 'exists' });
  } catch (error) {
    if (!BrokerError.is(error)) throw error;
    count(tally, error);
    if (error.outcome !== 'unknown') return void tally.fates.set(clientOrderId, { kind: 'absent' });
    tally.unknowns += 1;
    const found = await settleUnknown(broker, symbol, clientOrderId, validity);
    if (found !== null) tally.unknownsFound += 1;
    tally.fates.set(clientOrderId, { kind: found === null ? 'absent' : 'exists' });
  }
}

async function attempt(tally: Tally, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!BrokerError.is(error)) throw error;
    count(tally, error);
  }
}

/** Reads fail under the faults too; they may be repeated. */
async function reading<T>(read: () => Promise<T>): Promise<T> {
  for (let attemptsLeft = 20; ; attemptsLeft -= 1) {
    try {
      return await read();
    } catch (error) {
      if (!BrokerError.is(error) || attemptsLeft === 0) throw error;
      await new Promise((resolve) => void setTimeout(resolve, error.retryAfterMs ?? 20));
    }
  }
}

function count({ failures }: Tally, { code, outcome, venue }: BrokerError): void {
  const key = `${code} ${outcome}${venue?.code == null ? '' : ` ${venue.code}`}`;
  failures.set(key, (failures.get(key) ?? 0) + 1);
}
