import { type Sample, testSamples } from './judge-sample.test.fixture.ts';

const KV = { dialect: 'kv', mode: 'order', allowNoTime: true } as const;

const limit =
  'EXCHANGE=binance\nSYMBOL=BTCUSDT\nVOLUME=0.02\nPRICE=31000\nTAKE_PROFIT_PRICE=34000\nSIGNAL=BUY\nORDER_TYPE=LIMIT';
const ratios =
  'SYMBOL=BTCUSDT.P;VOLUME=0.02;PRICE=31000;SIGNAL=BUY;ORDER_TYPE=LIMIT;' +
  'TAKE_PROFIT_PRICE_1=33000;TAKE_PROFIT_VOLUME_RATIO_1=1;TAKE_PROFIT_PRICE_2=36000;TAKE_PROFIT_VOLUME_RATIO_2=3';
const stop = 'EXCHANGE=binance;SYMBOL=SOLUSDT;VOLUME=12;STOP_PRICE=-4d;SIGNAL=SELL;ORDER_TYPE=STOP;TAG=exit1';
const broken = ';KEY=value;EXCHANGE\nNAME=ABC\\nOTHER=HI;LEVERAGE=3';
const cornix = 'BTC/USDT\nBuy zone 60000-61000\nSell 63000\nStop 58000\nAmount per trade 5%\nLeverage 10x';

const SAMPLES: readonly Sample[] = [
  { corpus: 71, title: 'whook, a target', body: 'mainAccount BTCUSDT.P pos -0.5 x3', verdict: 'foreign-platform' },
  {
    corpus: 73,
    title: 'whook, a part of a position',
    body: 'mainAccount ETH/USD close 25.5%',
    verdict: 'foreign-platform',
  },
  {
    corpus: 74,
    title: 'whook, a limit order',
    body: 'mainAccount ETH/USDT buy 200$ x3 limit:mine01:3010',
    verdict: 'foreign-platform',
  },
  {
    corpus: 74,
    title: 'whook, a cancellation',
    body: 'mainAccount ETH/USDT cancel:mine01',
    verdict: 'foreign-platform',
  },
  {
    corpus: 76,
    title: 'OctoBot, a limit entry with a target',
    body: limit,
    route: KV,
    verdict: 'limit buy 0.02 base at 31000 BTCUSDT; targets 34000',
  },
  {
    corpus: 76,
    title: 'OctoBot, with semicolons',
    body: limit.replaceAll('\n', ';'),
    route: KV,
    verdict: 'limit buy 0.02 base at 31000 BTCUSDT; targets 34000',
  },
  {
    corpus: 76,
    title: 'OctoBot, targets with ratios',
    body: ratios,
    route: KV,
    verdict: 'limit buy 0.02 base at 31000 BTCUSDT; targets 33000*25% 36000*75%',
  },
  { corpus: 76, title: 'OctoBot on a native route', body: limit, verdict: 'foreign-platform' },
  {
    corpus: 77,
    // the corpus has it as a stop that only reduces
    title: 'OctoBot, a stop below the price, which the desk refuses whatever it reduces',
    body: stop,
    route: KV,
    verdict: 'unsupported-order-type',
    says: 'stop-market',
  },
  {
    corpus: 79,
    title: 'OctoBot, a line without a value',
    body: broken,
    route: KV,
    verdict: 'missing-side',
    says: '"EXCHANGE" has no value',
  },
  {
    corpus: 80,
    title: 'PineConnector',
    body: '60999888777,sell,GBPJPY,vol_dollar=40,sl_pips=15',
    verdict: 'foreign-platform',
  },
  {
    corpus: 80,
    title: 'PineConnector, the old form',
    body: '60999888777,buy,AUDUSD,risk=0.2',
    verdict: 'foreign-platform',
  },
  { corpus: 80, title: 'PineConnector, an exit', body: '60999888777,closelong,GBPUSD', verdict: 'foreign-platform' },
  {
    corpus: 82,
    title: 'frostybot, two lines',
    body: 'mystub:cancelall symbol=BTCUSD\nmystub:long size=100 symbol=BTCUSD profittrigger=2',
    verdict: 'foreign-platform',
  },
  {
    corpus: 82,
    title: 'frostybot, a size in times of the equity',
    body: 'trade:mystub:long symbol=ETH-PERP size=2x',
    verdict: 'foreign-platform',
  },
  {
    corpus: 83,
    title: 'MoneyBoom',
    body: 'M1:ABCDE,,BTCUSDT.P,61000,buy,long,flat,100,Long',
    verdict: 'foreign-platform',
  },
  {
    corpus: 85,
    title: 'a password in the first line',
    body: 'mt-password-5\nlong BTCUSD q=0.05',
    verdict: 'foreign-platform',
  },
  {
    corpus: 86,
    title: 'a command inside of words',
    body: 'Averages cross - [XBTUSD:OpenLong();StopLoss(200):signature77]',
    verdict: 'foreign-platform',
  },
  { corpus: 88, title: 'Cornix', body: cornix, verdict: 'foreign-platform' },
];

testSamples(SAMPLES);
