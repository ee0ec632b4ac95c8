import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { type ContenderModule, ORDER } from '../contender.ts';

function perpdesk(isWsApi: boolean): ContenderModule {
  return {
    load: () => import('@perpdesk/broker-binance'),
    async open({ rest, socket, apiKey, secretKey }) {
      const { createBinanceBroker } = await import('@perpdesk/broker-binance');
      const broker = createBinanceBroker({
        id: 'bench',
        environment: 'demo',
        credentials: { apiKey, secretKey },
        endpoints: { rest, stream: socket, wsApi: socket },
        wsApi: isWsApi,
      });
      await broker.connect();
      const { symbol, quantity, price } = ORDER;
      const order = { type: 'limit', symbol, side: 'buy', positionSide: 'net', timeInForce: 'ioc' } as const;
      const amounts = { quantity: decimal(quantity), price: decimal(price) };
      return {
        async place(id) {
          const { clientOrderId } = await broker.placeOrder({
            ...order,
            ...amounts,
            clientOrderId: toClientOrderId(id),
          });
          if (clientOrderId !== id) throw new Error('perpdesk: another order came back');
        },
        close: () => broker.close(),
      };
    },
  };
}

export const perpdeskWs: ContenderModule = perpdesk(true);
export const perpdeskRest: ContenderModule = perpdesk(false);
