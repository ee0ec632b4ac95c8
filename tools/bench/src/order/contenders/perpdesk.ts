import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { type ContenderModule, ORDER } from '../contender.ts';

interface Choice {
  readonly wsApi: boolean;
  readonly signsBy: 'hmac' | 'ed25519';
}

function perpdesk({ wsApi, signsBy }: Choice): ContenderModule {
  return {
    load: () => import('@perpdesk/broker-binance'),
    async open({ rest, socket, apiKey, secretKey }) {
      const { createBinanceBroker } = await import('@perpdesk/broker-binance');
      const broker = createBinanceBroker({
        id: 'bench',
        environment: 'demo',
        credentials: signsBy === 'hmac' ? { apiKey, secretKey } : { apiKey, privateKey: secretKey },
        endpoints: { rest, stream: socket, wsApi: socket },
        wsApi,
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

export const perpdeskWs: ContenderModule = perpdesk({ wsApi: true, signsBy: 'hmac' });
/** Such keys log on once per connection, and the requests behind that are not signed. */
export const perpdeskWsEd25519: ContenderModule = perpdesk({ wsApi: true, signsBy: 'ed25519' });
export const perpdeskRest: ContenderModule = perpdesk({ wsApi: false, signsBy: 'hmac' });
