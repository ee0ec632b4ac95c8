// What a user of ccxt does, unmodified but for the base URLs. The last line that it prints is a JSON object.
import ccxt from 'ccxt';

const [restUrl, wsUrl] = process.argv.slice(2);

/** Every URL of the exchange points to the venue, so that nothing leaves the machine. */
function point(urls) {
  return Object.fromEntries(
    Object.entries(urls).map(([name, value]) => {
      if (typeof value !== 'string') return [name, point(value)];
      const { protocol, pathname } = new URL(value);
      return [name, `${protocol === 'wss:' ? wsUrl : restUrl}${pathname}`];
    }),
  );
}

const exchange = new ccxt.pro.binanceusdm({ apiKey: 'venue-key', secret: 'venue-secret' });
exchange.urls.api = point(exchange.urls.api);
// ccxt asks for this before a ws:// address
await exchange.loadHttpProxyAgent();
const symbol = 'BTC/USDT:USDT';

const markets = await exchange.loadMarkets();
const out = { marketCount: Object.keys(markets).length, market: markets[symbol] };
const watched = exchange.watchOrders(symbol);
const watchedTrades = exchange.watchMyTrades(symbol);
const watchedBalance = exchange.watchBalance();
// the first answer is what there is now
const positionsBefore = exchange.watchPositions([symbol]);
await new Promise((resolve) => setTimeout(resolve, 500));
out.positionsBefore = await positionsBefore;
const watchedPositions = exchange.watchPositions([symbol]);
out.balance = (await exchange.fetchBalance()).USDT;
out.leverage = await exchange.setLeverage(10, symbol);
out.bought = await exchange.createOrder(symbol, 'market', 'buy', 0.01);
out.watched = await watched;
out.watchedTrades = await watchedTrades;
out.watchedBalance = (await watchedBalance).USDT;
out.watchedPositions = await watchedPositions;
out.fetched = await exchange.fetchOrder(out.bought.id, symbol);
out.positions = await exchange.fetchPositions([symbol]);
out.limit = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, 59000);
out.stop = await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, {
  stopLossPrice: 58000,
  reduceOnly: true,
});
out.trailing = await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, {
  trailingPercent: 1,
  reduceOnly: true,
});
out.open = await exchange.fetchOpenOrders(symbol);
out.openConditional = await exchange.fetchOpenOrders(symbol, undefined, undefined, { trigger: true });
out.conditional = await exchange.fetchOrder(out.stop.id, symbol, { trigger: true });
out.canceled = await exchange.cancelOrder(out.limit.id, symbol);
out.canceledStop = await exchange.cancelOrder(out.stop.id, symbol, { trigger: true });
await exchange.createOrder(symbol, 'limit', 'buy', 0.01, 59000);
out.canceledAll = await exchange.cancelAllOrders(symbol);
out.canceledAllConditional = await exchange.cancelAllOrders(symbol, { trigger: true });
out.openAfter = await exchange.fetchOpenOrders(symbol);
out.trades = await exchange.fetchMyTrades(symbol);
out.refused = await exchange.createOrder(symbol, 'market', 'buy', 3).catch((error) => error.message);
out.closed = await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, { reduceOnly: true });
out.positionsAfter = await exchange.fetchPositions([symbol]);
process.stdout.write(JSON.stringify(out));
await exchange.close();
process.exit(0);
