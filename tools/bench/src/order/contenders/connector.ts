import { type ContenderModule, ORDER } from '../contender.ts';

export const connector: ContenderModule = {
  load: () => import('@binance/derivatives-trading-usds-futures'),
  async open({ rest, apiKey, secretKey }) {
    const { DerivativesTradingUsdsFutures, DerivativesTradingUsdsFuturesRestAPI: types } =
      await import('@binance/derivatives-trading-usds-futures');
    const client = new DerivativesTradingUsdsFutures({
      configurationRestAPI: { apiKey, apiSecret: secretKey, basePath: rest, keepAlive: true },
    });
    const { symbol, quantity, price } = ORDER;
    return {
      async place(id) {
        const answer = await client.restAPI.newOrder({
          symbol,
          side: types.NewOrderSideEnum.BUY,
          type: types.NewOrderTypeEnum.LIMIT,
          timeInForce: types.NewOrderTimeInForceEnum.IOC,
          quantity: Number(quantity),
          price: Number(price),
          newClientOrderId: id,
          newOrderRespType: types.NewOrderNewOrderRespTypeEnum.RESULT,
        });
        const order = await answer.data();
        if (order.clientOrderId !== id) throw new Error('connector: another order came back');
      },
      close: async () => {},
    };
  },
};
