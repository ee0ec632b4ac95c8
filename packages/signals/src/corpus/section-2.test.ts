import { FIRED, type Sample, testSamples } from './judge-sample.test.fixture.ts';

const target = { mode: 'target' } as const;
const signed = {
  action: 'buy',
  symbol: 'ETHUSDT.P',
  contracts: '1.5',
  position_size: '4.5',
  price: '3000',
  order_type: 'market',
  order_id: 'Long',
  comment: 'more',
  timenow: FIRED,
};
const points = {
  secret: 'points-secret-2',
  ticker: 'BTCUSDT.P',
  market_position: 'long',
  market_position_size: '1',
  price: '61000',
  sl_points: 25,
  tp_points: 50,
  timenow: FIRED,
};
const smart = {
  apikey: 'openalgo-key-5',
  strategy: 'smart',
  symbol: 'BTCUSDT.P',
  exchange: 'NSE',
  action: 'BUY',
  quantity: '1',
  position_size: '0',
  pricetype: 'MARKET',
  product: 'MIS',
};

const SAMPLES: readonly Sample[] = [
  { corpus: 20, title: 'a signed target', body: signed, route: target, verdict: 'add ETHUSDT ? to 4.5' },
  { corpus: 20, title: 'a signed target on a chain', body: signed, verdict: 'missing-field' },
  {
    corpus: 22,
    title: 'a stop in points',
    body: points,
    route: target,
    verdict: 'open BTCUSDT ? to 1; no entry: ambiguous-unit',
    secret: 'points-secret-2',
  },
  {
    corpus: 22,
    title: 'the same without them',
    body: { ...points, sl_points: 0, tp_points: 0 },
    route: target,
    verdict: 'open BTCUSDT ? to 1',
  },
  {
    corpus: 23,
    title: 'OpenAlgo, whose dialect is not built',
    body: smart,
    route: target,
    verdict: 'foreign-platform',
    secret: 'openalgo-key-5',
  },
  {
    corpus: 23,
    title: 'its exchange, where there is no key',
    body: { ...smart, apikey: '', timenow: FIRED },
    route: target,
    verdict: 'unsupported-asset',
  },
  {
    corpus: 23,
    title: 'a target of 0 is never an order of its own quantity',
    body: { ...smart, apikey: '', exchange: 'BINANCE', timenow: FIRED },
    route: target,
    verdict: 'close BTCUSDT ? to 0',
  },
];

testSamples(SAMPLES);
