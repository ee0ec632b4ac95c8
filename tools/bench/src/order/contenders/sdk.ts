import { type ContenderModule, ORDER } from '../contender.ts';

/** As its README shows it, with connections kept alive; its warning about foreign client ids is avoided by its own prefix. */
export const sdk: ContenderModule = {
  load: () => import('binance'),
  async open({ rest, apiKey, secretKey }) {
    const { USDMClient } = await import('binance');
    const client = new USDMClient({ api_key: apiKey, api_secret: secretKey, baseUrl: rest, keepAlive: true });
    const prefix = client.getOrderIdPrefix();
    const { symbol, side, quantity, price } = ORDER;
    return {
      async place(id) {
        const newClientOrderId = `${prefix}${id}`;
        const order = await client.submitNewOrder({
          symbol,
          side,
          type: 'LIMIT',
          timeInForce: 'IOC',
          quantity: Number(quantity),
          price: Number(price),
          newClientOrderId,
          newOrderRespType: 'RESULT',
        });
        if (order.clientOrderId !== newClientOrderId) throw new Error('sdk: another order came back');
      },
      close: async () => {},
    };
  },
};
