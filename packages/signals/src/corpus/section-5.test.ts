import { type Sample, testSamples } from './judge-sample.test.fixture.ts';

const NOTIFY = { mode: 'notify' } as const;

const standard = 'Trend strategy: order buy @ 0.5 filled on BTCUSDT.P.';
const noise = 'Sell Sell SELL Alert';
const relay = {
  key: 'fabston-key-12',
  telegram: '-1002002002002',
  discord: 'https://discord.example/hook-secret',
  slack: 'https://slack.example/hook-secret',
  msg: 'Long *#BTCUSDT* at `61000`',
};
const condition = 'BINANCE:BTCUSDT: A buy signal for {{strategy.market_position_size}} units';
const dca = { message_type: 'bot', bot_id: 123456, email_token: 'dca-email-token', delay_seconds: 0, pair: 'USDT_BTC' };

const SAMPLES: readonly Sample[] = [
  {
    corpus: 89,
    title: 'TradingView’s own text',
    body: standard,
    verdict: 'not-a-command',
    says: 'put the JSON template',
  },
  { corpus: 89, title: 'TradingView’s own text, told', body: standard, route: NOTIFY, verdict: `notify: ${standard}` },
  { corpus: 91, title: 'words', body: noise, verdict: 'not-a-command' },
  { corpus: 91, title: 'words, told', body: noise, route: NOTIFY, verdict: `notify: ${noise}` },
  { corpus: 92, title: 'a message for other chats', body: relay, verdict: 'not-a-command', secret: 'fabston-key-12' },
  {
    corpus: 92,
    title: 'a message, told in the route’s own chats only',
    body: relay,
    route: NOTIFY,
    verdict: 'notify: Long *#BTCUSDT* at `61000`',
    secret: '-1002002002002',
  },
  {
    corpus: 94,
    title: 'placeholders of strategies in an indicator',
    body: condition,
    verdict: 'unresolved-placeholder',
  },
  {
    corpus: 94,
    title: 'the same, told',
    body: condition,
    route: NOTIFY,
    verdict: `notify: ${condition}`,
    says: 'did not fill in {{strategy.market_position_size}}',
  },
  { corpus: 95, title: 'a DCA bot of 3Commas', body: dca, verdict: 'foreign-platform', secret: 'dca-email-token' },
  {
    corpus: 95,
    title: 'a DCA bot on a route for signal bots',
    body: dca,
    route: { dialect: 'threecommas' },
    verdict: 'foreign-platform',
    secret: 'dca-email-token',
  },
];

testSamples(SAMPLES);
