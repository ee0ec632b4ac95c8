import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { argv, stdout } from 'node:process';
import { createPaperBroker, createSqlitePaperStore } from './index.ts';

/** Places orders until it is killed; prints the id of each once its `placeOrder` has resolved. */
const path = argv[2] ?? '';
const broker = createPaperBroker({ id: 'child', store: createSqlitePaperStore({ path }), volatility: decimal('0') });
await broker.connect();
for (let index = 0; ; index += 1) {
  const isMarket = index % 2 === 0;
  const order = await broker.placeOrder({
    symbol: 'BTCUSDT',
    positionSide: 'net',
    side: index % 4 === 0 ? 'buy' : 'sell',
    quantity: decimal('0.002'),
    clientOrderId: toClientOrderId(`child-${index}`),
    ...(isMarket ? { type: 'market' } : { type: 'limit', price: decimal('70000') }),
  });
  stdout.write(`${order.clientOrderId} ${order.status}\n`);
  if (!isMarket && index > 100) await broker.cancelAllOrders('BTCUSDT');
}
