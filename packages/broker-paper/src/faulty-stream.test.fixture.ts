import {
  type Broker,
  type BrokerEvent,
  createEventHub,
  type Fill,
  isOpenOrder,
  type Order,
} from '@perpdesk/broker-core';
import type { Bench, StreamFault } from '@perpdesk/broker-core/testing';

/** What an adapter can get wrong about its account stream. */
export type StreamFlaw =
  | 'tells no gap'
  | 'hides what filled in a gap'
  | 'tells all fills again in a gap'
  | 'tells duplicates'
  | 'tells events in the order of their arrival'
  | 'believes in silence'
  | 'ends at what it cannot read'
  | 'ends when its key expires'
  | 'does not write while its stream is down';

const DEAF_AFTER_MS = 500;

/** The bench with a wire between its exchange and an adapter's stream: the wire has the faults, the adapter the flaw. */
export function withFaultyStream(bench: Bench, flaw: StreamFlaw | null = null): Bench {
  const { broker: exchange, symbols, clock } = bench;
  const [symbol] = symbols;
  const hub = createEventHub<BrokerEvent>();
  const told = { fills: new Set<string>(), orders: new Map<string, Order>() };
  const pending: StreamFault[] = [];
  let held: BrokerEvent | null = null;
  let isDown = false;
  let isSilent = false;
  let heard = 0;

  const isNewFill = ({ tradeId }: Fill) => {
    const isNew = !told.fills.has(tradeId);
    told.fills.add(tradeId);
    return isNew || flaw === 'tells duplicates';
  };
  const isForward = (order: Order) => {
    const before = told.orders.get(order.venueOrderId);
    const isBack = before && (!isOpenOrder(before) || before.filledQuantity.gt(order.filledQuantity));
    if (isBack && flaw !== 'tells events in the order of their arrival') return false;
    told.orders.set(order.venueOrderId, order);
    return true;
  };
  const receive = (event: BrokerEvent) => {
    heard += 1;
    if (event.type === 'fill-received' && !isNewFill(event.fill)) return;
    if (event.type === 'order-updated' && !isForward(event.order)) return;
    hub.emit(event);
  };
  const carry = (event: BrokerEvent) => {
    if (isDown || isSilent) return;
    // an exchange tells an order and its fill in one frame: what is out of order is the order
    const isHeldBack = pending[0] === 'reorder-next' && event.type !== 'order-updated';
    const fault = isHeldBack ? undefined : pending.shift();
    if (fault === 'reorder-next' && held === null) {
      held = event;
      return;
    }
    receive(event);
    if (fault === 'duplicate-next') receive(event);
    if (held === null || event.type !== 'order-updated') return;
    receive(held);
    held = null;
  };
  const pump = async (events: AsyncIterable<BrokerEvent>) => {
    for await (const event of events) carry(event);
  };
  void pump(exchange.watchAccount());

  const tellGap = async () => {
    const at = clock?.now() ?? 0;
    if (flaw === 'tells no gap') return;
    const fills = await exchange.getFills({ symbol });
    const orders = await exchange.getOrderHistory({ symbol });
    const isAgain = flaw === 'tells all fills again in a gap';
    const news = fills.filter((fill) => isNewFill(fill) || isAgain);
    const shown = flaw === 'hides what filled in a gap' ? [] : news;
    const changes = { fills: shown, orders: orders.filter(isForward), positions: [] };
    hub.emit({ type: 'stream-gap', venueAt: at, receivedAt: at, fromAt: at, reason: 'lost', changes });
  };
  const reconnect = async () => {
    isDown = false;
    isSilent = false;
    await tellGap();
  };
  const placeOrder: Broker['placeOrder'] = async (...args) => {
    if (isDown && flaw === 'does not write while its stream is down') throw new Error('The stream is down.');
    const before = heard;
    const order = await exchange.placeOrder(...args);
    clock?.schedule(DEAF_AFTER_MS, () => {
      if (heard === before && isSilent && flaw !== 'believes in silence') void reconnect();
    });
    return order;
  };
  const broker: Broker = Object.assign(Object.create(exchange), {
    placeOrder,
    watchAccount: ({ abortSignal }: { abortSignal?: AbortSignal } = {}) => hub.watch(abortSignal),
  });

  return {
    ...bench,
    broker,
    stream: {
      async cause(fault) {
        if (fault === 'drop') isDown = true;
        if (fault === 'silence') isSilent = true;
        if (fault === 'duplicate-next' || fault === 'reorder-next') pending.push(fault);
        if (fault === 'malformed' || fault === 'unknown-event') {
          if (flaw === 'ends at what it cannot read') hub.close();
        }
        if (fault === 'expire-key') await (flaw === 'ends when its key expires' ? hub.close() : reconnect());
      },
      restore: reconnect,
    },
  };
}
