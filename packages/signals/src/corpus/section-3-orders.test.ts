import { FIRED, type Sample, testSamples } from './judge-sample.test.fixture.ts';

const ORDER = { mode: 'order' } as const;

const capitals = {
  PIN: '4711-pin-code',
  ID: FIRED,
  EXCHANGE: 'bybit',
  SYMBOL: 'BTC/USDT:USDT',
  SIDE: 'buy',
  ORDER_TYPE: 'market',
  QUANTITY: '0.02',
};
const withStops = (fields: object) => ({
  symbol: 'BTCUSDT.P',
  action: 'sell',
  order_type: 'market',
  quantity: '0.3',
  price: '60000',
  stop_loss: 61000,
  take_profit: 57000,
  timenow: FIRED,
  ...fields,
});
const dev = (fields: object) => ({ stub: 'dev', direction: 'long', symbol: 'ETH-PERP', size: '75', ...fields });
const connector = {
  strategy: '1/10_bot',
  market: 'ETH_USD',
  size: '3',
  reverse: true,
  order: 'sell',
  position: 'short',
  price: '1194.6000000000001',
  passphrase: 'connector-pass',
};
const gnome = {
  key: '998877-key',
  exchange: 'bybit',
  symbol: 'ETHUSD',
  type: 'Market',
  side: 'Buy',
  qty: '2',
  price: '1200',
  close_position: 'False',
  cancel_orders: 'True',
  order_mode: 'Both',
  take_profit_percent: '1',
  stop_loss_percent: '0.5',
};
const indicator = {
  symbol: 'BTCUSDT.P',
  signal_type: 'bull_entry',
  entry_price: '60000',
  stop_loss: '59000',
  take_profit_1: 'NaN',
  tp_count: '3.0',
};
const target2 = { symbol: 'BTCUSDT.P', signal_type: 'tp2', market_position: 'long', exit_price: '61000' };
const escaped = {
  symbol: 'BTCUSDT.P',
  action: 'buy',
  order_alert_message: '{"order_type": "enter_long", "leverage": "12"}',
};
const pick = {
  symbol: 'NQ',
  date: FIRED,
  data: 'buy',
  quantity: '1',
  risk_percentage: 0,
  price: '20000',
  tp: 0,
  breakeven: 0,
  token: 'pick-token-6',
  pyramid: true,
  reverse_order_close: false,
  multiple_accounts: [{ token: 'pick-token-7', account_id: 'A1', quantity_multiplier: 1 }],
};
const altrady = {
  api_key: 'altrady-key-11',
  api_secret: 'altrady-secret-11',
  exchange: 'BYBI',
  symbol: 'BYBI_USDT_SOL',
  side: 'long',
  action: 'open',
  dca_orders: [],
};
const hub = {
  token: 'hub-token-10',
  exchange: 'binance-futures',
  pair: 'BTCUSDT',
  isBuy: true,
  isMarket: true,
  comment: 'close to the top',
};

const SAMPLES: readonly Sample[] = [
  { corpus: 37, title: 'a size in an unsaid unit', body: dev({}), verdict: 'foreign-platform' },
  {
    corpus: 37,
    title: 'the same without the other platform’s mark',
    body: { direction: 'long', symbol: 'ETHUSDT.P', size: '75', timenow: FIRED },
    route: { mode: 'direction' },
    verdict: 'ambiguous-unit',
  },
  {
    corpus: 38,
    title: 'half of a position',
    body: dev({ direction: 'close', size: '50%' }),
    verdict: 'foreign-platform',
  },
  {
    corpus: 38,
    title: 'the same without the other platform’s mark',
    body: { direction: 'close', symbol: 'ETHUSDT.P', size: '50', timenow: FIRED },
    route: { mode: 'direction' },
    verdict: 'ambiguous-unit',
  },
  {
    corpus: 40,
    title: 'a list of alerts',
    body: [dev({}), dev({ symbol: 'BTC-PERP' })],
    verdict: 'foreign-platform',
    says: 'a list of 2',
  },
  {
    corpus: 41,
    title: 'a direction with float noise, whose dialect is not built',
    body: connector,
    verdict: 'foreign-platform',
    secret: 'connector-pass',
  },
  {
    corpus: 43,
    title: 'CryptoGnome, whose dialect is not built',
    body: gnome,
    verdict: 'foreign-platform',
    secret: '998877-key',
  },
  {
    corpus: 47,
    title: 'names in capitals, a time as the id',
    body: capitals,
    route: { mode: 'order', allowNoTime: true },
    verdict: 'market buy 0.02 strategy BTCUSDT',
    secret: '4711-pin-code',
  },
  {
    corpus: 47,
    title: 'the same, where a time is needed: the id is none',
    body: capitals,
    route: ORDER,
    verdict: 'bad-time',
  },
  {
    corpus: 49,
    title: 'an order with a stop and a target',
    body: withStops({}),
    route: ORDER,
    verdict: 'market sell 0.3 strategy BTCUSDT; stop 61000; targets 57000',
  },
  {
    corpus: 49,
    title: 'its stop on the wrong side',
    body: withStops({ stop_loss: 59000 }),
    route: ORDER,
    verdict: 'market sell 0.3 strategy BTCUSDT; no entry: conflicting-fields',
  },
  {
    corpus: 49,
    title: 'its target on the wrong side',
    body: withStops({ take_profit: 62000 }),
    route: ORDER,
    verdict: 'market sell 0.3 strategy BTCUSDT; no entry: conflicting-fields',
  },
  { corpus: 50, title: 'JSON in a text, whose dialect is not built', body: escaped, verdict: 'foreign-platform' },
  { corpus: 52, title: 'stops by plots, whose dialect is not built', body: indicator, verdict: 'foreign-platform' },
  { corpus: 53, title: 'the second target, whose dialect is not built', body: target2, verdict: 'foreign-platform' },
  {
    corpus: 55,
    title: 'comments in JSON',
    body: '{\n "action": "buy", // entry, exit\n "symbol": "BTCUSDT.P"\n}',
    verdict: 'bad-json',
    says: 'no comments',
  },
  {
    corpus: 56,
    title: 'text without quotes',
    body: '{"ticker": BTCUSDT, "exchange": BINANCE, "action": "buy", "type": "limit"}',
    verdict: 'bad-json',
    says: 'double quotes',
  },
  { corpus: 61, title: 'PickMyTrade', body: pick, verdict: 'foreign-platform', secret: 'pick-token-6' },
  {
    corpus: 64,
    title: 'Altrady, with the keys of an account',
    body: altrady,
    verdict: 'foreign-platform',
    says: 'revoke',
    secret: 'altrady-secret-11',
  },
  {
    corpus: 65,
    title: 'TV-Hub, whose dialect is not built',
    body: hub,
    verdict: 'foreign-platform',
    secret: 'hub-token-10',
  },
];

testSamples(SAMPLES);
