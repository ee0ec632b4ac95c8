import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { differences } from '../documented-fields.test.fixture.ts';
import { openVenue } from '../rest.test.fixture.ts';
import { openAccount, openStream } from './stream.test.fixture.ts';
import { rowAt } from '../json.test.fixture.ts';

/** What the connector's types leave out (`+`), and what Binance sends only at times (`-`), by its documentation. */
const ALWAYS = ['+ e: string'];
const OF_TRAILING_STOPS = ['- AP: string', '- cr: string'];
const ORDER = [...OF_TRAILING_STOPS, '- M: string'];
/** Names the conditional order, in the frames of production. */
const OF_EXECUTIONS = '+ st: string';
const BEFORE_EXECUTION = ['- act: string', '- ap: string', '- aq: string'];
const [IF_TRAILING, IF_REFUSED] = ['- ia: boolean', '- rm: string'];
/** In logs of users, not in the types. */
const MARGIN_ASSET = '+ ma: string';

async function openBusy() {
  const venue = await openVenue();
  const account = await openAccount(venue);
  const heard = async (type: string, count: number) => {
    await account.stream.heard(count);
    return account.stream.texts.map((text) => JSON.parse(text)).filter(({ e }) => e === type);
  };
  return { venue, ...account, heard };
}

test('orders, fills and the account are told in the fields that Binance documents', async () => {
  const { venue, order, heard } = await openBusy();
  await order({ side: 'BUY', type: 'MARKET', quantity: '0.010' });
  venue.fund('BTCUSDT', decimal('0.0001'));
  const orders = await heard('ORDER_TRADE_UPDATE', 5);
  expect(orders.map((frame) => differences(frame, 'OrderTradeUpdate'))).toEqual([ALWAYS, ALWAYS]);
  for (const { o } of orders) expect(differences(o, 'OrderTradeUpdateO')).toEqual(ORDER.toSorted());
  const [lite] = await heard('TRADE_LITE', 5);
  expect(differences(lite, 'TradeLite')).toEqual(ALWAYS);
  const [traded, funded] = await heard('ACCOUNT_UPDATE', 5);
  expect(differences(traded, 'AccountUpdate')).toEqual(ALWAYS);
  expect(differences(traded.a, 'AccountUpdateA')).toEqual(['- S: string']);
  expect(differences(funded.a, 'AccountUpdateA')).toEqual([]);
  expect(differences(traded.a.B[0], 'AccountUpdateABInner')).toEqual([]);
  expect(differences(traded.a.P[0], 'AccountUpdateAPInner')).toEqual([MARGIN_ASSET]);
});

test('conditional orders are, from their arrival to their end', async () => {
  const { venue, algo, heard } = await openBusy();
  await algo({ side: 'SELL', type: 'STOP_MARKET', quantity: '0.010', triggerPrice: '59500' });
  venue.setPrice('BTCUSDT', decimal('59500'));
  const updates = await heard('ALGO_UPDATE', 8);
  expect(updates.map((frame) => differences(frame, 'AlgoUpdate'))).toEqual(updates.map(() => ALWAYS));
  const waiting = [...BEFORE_EXECUTION, IF_TRAILING, IF_REFUSED].toSorted();
  const executing = [IF_TRAILING, IF_REFUSED];
  expect(updates.map(({ o }) => [o.X, differences(o, 'AlgoUpdateO')])).toEqual([
    ['NEW', waiting],
    ['TRIGGERING', waiting],
    ['TRIGGERED', executing],
    ['FINISHED', executing],
  ]);
  const [execution] = await heard('ORDER_TRADE_UPDATE', 8);
  expect(differences(execution.o, 'OrderTradeUpdateO')).toEqual([OF_EXECUTIONS, ...ORDER].toSorted());
});

test('trailing stops say whether they trail, refused ones say why', async () => {
  const { venue, algo, heard } = await openBusy();
  await algo({ side: 'SELL', type: 'TRAILING_STOP_MARKET', quantity: '0.010', callbackRate: '1' });
  await algo({ side: 'BUY', type: 'STOP_MARKET', quantity: '50', triggerPrice: '60500' });
  venue.setPrice('BTCUSDT', decimal('60500'));
  const updates = await heard('ALGO_UPDATE', 5);
  const fields = updates.map(({ o }) => [o.X, differences(o, 'AlgoUpdateO')]);
  expect(fields[0]).toEqual(['NEW', [...BEFORE_EXECUTION, IF_REFUSED].toSorted()]);
  expect(fields.at(-1)).toEqual(['REJECTED', [...BEFORE_EXECUTION, IF_TRAILING].toSorted()]);
});

test('settings, dangers and the end of a key are', async () => {
  const { venue, order, rest, heard } = await openBusy();
  await rest.post('/fapi/v1/leverage', { symbol: 'BTCUSDT', leverage: '50' });
  await rest.post('/fapi/v1/multiAssetsMargin', { multiAssetsMargin: 'true' });
  await order({ side: 'BUY', type: 'MARKET', quantity: '8' });
  venue.setPrice('BTCUSDT', decimal('59280'));
  venue.expireListenKeys();
  const settings = await heard('ACCOUNT_CONFIG_UPDATE', 8);
  expect(settings.map((frame) => differences(frame, 'AccountConfigUpdate'))).toEqual([
    [...ALWAYS, '- ai: object'],
    [...ALWAYS, '- ac: object'],
  ]);
  expect(differences(settings[0].ac, 'AccountConfigUpdateAc')).toEqual([]);
  expect(differences(settings[1].ai, 'AccountConfigUpdateAi')).toEqual([]);
  const [call] = await heard('MARGIN_CALL', 8);
  expect(differences(call, 'MarginCall')).toEqual(ALWAYS);
  expect(differences(call.p[0], 'MarginCallPInner')).toEqual([]);
  const [expiry] = await heard('listenKeyExpired', 8);
  expect(differences(expiry, 'ListenKeyExpired')).toEqual(ALWAYS);
});

test('prices are', async () => {
  const venue = await openVenue();
  const symbol = 'btcusdt';
  const market = await openStream(
    venue,
    `/market/ws/${symbol}@aggTrade/${symbol}@markPrice/${symbol}@miniTicker/${symbol}@kline_1m`,
  );
  const open = await openStream(venue, `/public/ws/${symbol}@bookTicker/${symbol}@depth5/${symbol}@depth`);
  venue.setPrice('BTCUSDT', decimal('60001'));
  const names = [
    'AggregateTradeStreamsResponse',
    'MarkPriceStreamResponse',
    'IndividualSymbolMiniTickerStreamResponse',
    'KlineCandlestickStreamsResponse',
    'IndividualSymbolBookTickerStreamsResponse',
    'PartialBookDepthStreamsResponse',
    'DiffBookDepthStreamsResponse',
  ];
  const frames = [...(await market.heard(4)), ...(await open.heard(3))];
  expect(names.map((name, index) => differences(rowAt(frames, index), name))).toEqual(names.map(() => []));
  expect(differences(rowAt(frames, 3, 'k'), 'KlineCandlestickStreamsResponseK')).toEqual([]);
});
