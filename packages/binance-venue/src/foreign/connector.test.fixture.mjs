// What a user of Binance's own connector does, unmodified but for the base URLs. The last line that it prints is a JSON object.
import { DerivativesTradingUsdsFutures } from '@binance/derivatives-trading-usds-futures';

const [restUrl, wsUrl] = process.argv.slice(2);
const keys = { apiKey: 'venue-key', apiSecret: 'venue-secret' };
const client = new DerivativesTradingUsdsFutures({
  configurationRestAPI: { ...keys, basePath: restUrl },
  configurationWebsocketAPI: { ...keys, wsURL: `${wsUrl}/ws-fapi/v1` },
  configurationWebsocketStreams: { wsURL: wsUrl },
});
const rest = client.restAPI;
const data = async (call) => (await call).data();
const symbol = 'BTCUSDT';
const out = {};

out.info = (await data(rest.exchangeInformation())).symbols.length;
const events = [];
const { listenKey } = await data(rest.startUserDataStream());
const stream = await client.websocketStreams.connect();
stream.userData(listenKey).on('message', (message) => events.push(message));
await new Promise((resolve) => setTimeout(resolve, 300));
out.balance = await data(rest.futuresAccountBalanceV3());
out.account = await data(rest.accountInformationV3());
out.leverage = await data(rest.changeInitialLeverage({ symbol, leverage: 10 }));
out.market = await data(
  rest.newOrder({ symbol, side: 'BUY', type: 'MARKET', quantity: 0.01, newOrderRespType: 'RESULT' }),
);
out.queried = await data(rest.queryOrder({ symbol, orderId: out.market.orderId }));
out.positions = await data(rest.positionInformationV3());
const limit = { symbol, side: 'BUY', type: 'LIMIT', quantity: 0.01, price: 59000, timeInForce: 'GTC' };
out.limit = await data(rest.newOrder(limit));
const conditional = { algoType: 'CONDITIONAL', symbol, side: 'SELL', quantity: 0.01, reduceOnly: 'true' };
out.stop = await data(rest.newAlgoOrder({ ...conditional, type: 'STOP_MARKET', triggerPrice: 58000 }));
out.trailing = await data(
  rest.newAlgoOrder({ ...conditional, type: 'TRAILING_STOP_MARKET', callbackRate: 1, activatePrice: 61000 }),
);
out.stopQueried = await data(rest.queryAlgoOrder({ algoId: out.stop.algoId }));
out.openAlgo = await data(rest.currentAllAlgoOpenOrders());
out.amended = await data(
  rest.modifyOrder({ symbol, side: 'BUY', orderId: out.limit.orderId, quantity: 0.02, price: 58900 }),
);
out.canceledStop = await data(rest.cancelAlgoOrder({ algoId: out.stop.algoId }));
out.canceled = await data(rest.cancelOrder({ symbol, orderId: out.limit.orderId }));
out.batch = await data(rest.placeMultipleOrders({ batchOrders: [limit, limit].map((one) => ({ ...one })) }));
out.canceledAll = await data(rest.cancelAllOpenOrders({ symbol }));
out.canceledAllAlgo = await data(rest.cancelAllAlgoOpenOrders({ symbol }));
out.openAfter = await data(rest.currentAllOpenOrders({}));
out.trades = await data(rest.accountTradeList({ symbol }));
out.brackets = (await data(rest.notionalAndLeverageBrackets({ symbol }))).length;
out.refused = await data(rest.newOrder({ ...limit, price: 59000.05 })).catch((error) => ({
  name: error.name,
  message: error.message,
}));
const api = await client.websocketAPI.connect();
// its WS-API cannot send the ids of 19 digits that it reads
out.limitOverSocket = (await api.newOrder({ ...limit, newClientOrderId: 'socket' })).data;
out.canceledOverSocket = (await api.cancelOrder({ symbol, origClientOrderId: 'socket' })).data;
out.stopOverSocket = (
  await api.newAlgoOrder({ ...conditional, type: 'STOP_MARKET', triggerPrice: 58000, clientAlgoId: 'stop-over-socket' })
).data;
out.canceledStopOverSocket = (await api.cancelAlgoOrder({ clientAlgoId: 'stop-over-socket' })).data;
out.positionsOverSocket = (await api.positionInformationV2({ symbol })).data;
out.balanceOverSocket = (await api.futuresAccountBalanceV2()).data;
out.overSocket = (await api.newOrder({ symbol, side: 'SELL', type: 'MARKET', quantity: 0.01 })).data;
await new Promise((resolve) => setTimeout(resolve, 200));
await api.disconnect();
await stream.disconnect();
out.events = events;
process.stdout.write(JSON.stringify(out, (_key, value) => (typeof value === 'bigint' ? value.toString() : value)));
process.exit(0);
