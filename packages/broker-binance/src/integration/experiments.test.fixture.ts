import {
  type Broker,
  BrokerError,
  decimal,
  type Instrument,
  type OrderRequest,
  roundPriceTo,
  toClientOrderId,
} from '@perpdesk/broker-core';
import type { BinanceBrokerOptions } from '../binance-options.ts';
import { createBinanceBroker } from '../create-binance-broker.ts';
import { findSpeakingHosts } from './stream-hosts.test.fixture.ts';

type Options = Omit<BinanceBrokerOptions, 'id'>;
type Say = (text: string) => void;

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** Asks the exchange what no document answers, prints what it did, and leaves nothing open. */
export async function runExperiments(options: Options, symbol: string, say: Say): Promise<void> {
  const viaRest = createBinanceBroker({ id: 'rest', ...options, wsApi: false });
  const viaSocket = createBinanceBroker({ id: 'socket', ...options, wsApi: true });
  try {
    await viaRest.connect();
    await viaSocket.connect();
    await viaRest.setPositionMode('one-way');
    const instrument = await viaRest.getInstrument(symbol);
    for (const [transport, broker] of [
      ['REST', viaRest],
      ['the WS-API', viaSocket],
    ] as const) {
      for (const isConditional of [false, true]) {
        const what = isConditional ? 'the algo service' : 'plain orders';
        say(
          `A write past its validity over ${transport}, ${what}: ${await sendLate(broker, instrument, isConditional)}`,
        );
      }
    }
    say(`Two closePosition stops side by side: ${await placeTwoStops(viaRest, instrument)}`);
    say(`countdownCancelAll and conditional orders: ${await countDown(viaRest, instrument)}`);
    say(
      `Stream hosts that tell of an order: ${await findSpeakingHosts(options, viaRest, () => restingOrder(viaRest, instrument))}`,
    );
  } finally {
    await viaRest.cancelAllOrders(symbol).catch(() => {});
    await viaSocket.close();
    await viaRest.close();
  }
}

let count = 0;
const nextId = () => toClientOrderId(`exp-${process.pid}-${Date.now().toString(36)}-${(count += 1)}`);

async function restingOrder(broker: Broker, instrument: Instrument): Promise<OrderRequest> {
  const mark = await broker.getMarkPrice(instrument.symbol);
  const price = roundPriceTo(mark.times('0.97'), instrument, 'down');
  return {
    type: 'limit',
    symbol: instrument.symbol,
    side: 'buy',
    positionSide: 'net',
    quantity: leastQuantity(instrument, price),
    price,
    clientOrderId: nextId(),
  };
}

async function farStop(broker: Broker, instrument: Instrument, share: string): Promise<OrderRequest> {
  const mark = await broker.getMarkPrice(instrument.symbol);
  const triggerPrice = roundPriceTo(mark.times(share), instrument, 'down');
  return {
    type: 'stop-market',
    symbol: instrument.symbol,
    side: 'sell',
    positionSide: 'net',
    closePosition: true,
    triggerPrice,
    clientOrderId: nextId(),
  };
}

function leastQuantity({ minNotional, minQuantity, stepSize }: Instrument, price: ReturnType<typeof decimal>) {
  const least = minNotional.div(price).div(stepSize).ceil().times(stepSize);
  return least.gt(minQuantity) ? least : minQuantity;
}

/** A window that ended ten seconds ago is what a request is that was held back for so long. */
async function sendLate(broker: Broker, instrument: Instrument, isConditional: boolean): Promise<string> {
  const mark = await broker.getMarkPrice(instrument.symbol);
  const quantity = leastQuantity(instrument, mark.times('0.9'));
  const triggerPrice = roundPriceTo(mark.times('1.03'), instrument, 'up');
  const conditional: OrderRequest = {
    type: 'stop-market',
    symbol: instrument.symbol,
    side: 'buy',
    positionSide: 'net',
    quantity,
    triggerPrice,
    clientOrderId: nextId(),
  };
  const request = isConditional ? conditional : await restingOrder(broker, instrument);
  const untilAt = (await broker.getServerTime()) - 10_000;
  try {
    const order = await broker.placeOrder(request, { validity: { fromAt: untilAt - 2_000, untilAt } });
    await broker.cancelOrder({ symbol: instrument.symbol, clientOrderId: order.clientOrderId }).catch(() => {});
    return 'ACCEPTED: absence cannot be proven by time on this path';
  } catch (error) {
    return `refused (${tell(error)})`;
  }
}

async function placeTwoStops(broker: Broker, instrument: Instrument): Promise<string> {
  const { symbol } = instrument;
  const mark = await broker.getMarkPrice(symbol);
  const quantity = leastQuantity(instrument, mark.times('0.9'));
  await broker.placeOrder({
    type: 'market',
    symbol,
    side: 'buy',
    positionSide: 'net',
    quantity,
    clientOrderId: nextId(),
  });
  try {
    await broker.placeOrder(await farStop(broker, instrument, '0.9'));
    await broker.placeOrder(await farStop(broker, instrument, '0.88'));
    return 'both stand';
  } catch (error) {
    return `the second is refused (${tell(error)})`;
  } finally {
    await broker.cancelAllOrders(symbol);
    await broker.closePosition(symbol, { clientOrderId: nextId() });
  }
}

async function countDown(broker: Broker, instrument: Instrument): Promise<string> {
  const { symbol } = instrument;
  const mark = await broker.getMarkPrice(symbol);
  const plain = await broker.placeOrder(await restingOrder(broker, instrument));
  const triggerPrice = roundPriceTo(mark.times('1.03'), instrument, 'up');
  const conditional = await broker.placeOrder({
    type: 'stop-market',
    symbol,
    side: 'buy',
    positionSide: 'net',
    quantity: leastQuantity(instrument, mark.times('0.9')),
    triggerPrice,
    clientOrderId: nextId(),
  });
  await broker.setDeadMansSwitch(symbol, 3_000);
  await pause(6_000);
  const open = new Set((await broker.getOpenOrders(symbol)).map(({ venueOrderId }) => venueOrderId));
  await broker.setDeadMansSwitch(symbol, 0);
  await broker.cancelAllOrders(symbol);
  const said = (isOpen: boolean) => (isOpen ? 'left alone' : 'canceled');
  return `plain order ${said(open.has(plain.venueOrderId))}, conditional order ${said(open.has(conditional.venueOrderId))}`;
}

function tell(error: unknown): string {
  if (!BrokerError.is(error)) return 'not a broker error';
  return `${error.code}, ${error.outcome}${error.venue === undefined ? '' : `, ${error.venue.code} ${error.venue.message}`}`;
}
