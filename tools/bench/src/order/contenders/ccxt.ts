import type { ContenderModule } from '../contender.ts';

/** Its own rate limiter is off, as all the others have none or one that does not bind here. */
export const ccxt: ContenderModule = {
  load: () => import('ccxt'),
  async open({ rest, apiKey, secretKey }) {
    const { binanceusdm } = await import('ccxt');
    const exchange = new binanceusdm({
      apiKey,
      secret: secretKey,
      enableRateLimit: false,
      options: { fetchCurrencies: false },
    });
    const versions = {
      fapiPublic: 'v1',
      fapiPublicV2: 'v2',
      fapiPublicV3: 'v3',
      fapiPrivate: 'v1',
      fapiPrivateV2: 'v2',
      fapiPrivateV3: 'v3',
    };
    for (const [name, version] of Object.entries(versions)) exchange.urls['api'][name] = `${rest}/fapi/${version}`;
    await exchange.loadMarkets();
    return {
      async place(id) {
        const params = { timeInForce: 'IOC', clientOrderId: id };
        const order = await exchange.createOrder('BTC/USDT:USDT', 'limit', 'buy', 0.01, 30_000, params);
        if (order.clientOrderId !== id) throw new Error('ccxt: another order came back');
      },
      close: async () => exchange.close(),
    };
  },
};
