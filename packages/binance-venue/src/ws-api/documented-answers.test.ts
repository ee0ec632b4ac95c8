import { expect, test } from 'vitest';
import { differences } from '../documented-fields.test.fixture.ts';
import { openVenue } from '../rest.test.fixture.ts';
import { openWsApi } from './ws-api.test.fixture.ts';

const MARKET = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' };
const LIMIT = { ...MARKET, type: 'LIMIT', timeInForce: 'GTC', price: '59000', newClientOrderId: 'li' };
const NAMED = { symbol: 'BTCUSDT', origClientOrderId: 'li' };
/** Documented of orders that have moved to the algo service. */
const OF_TRAILING_STOPS = ['- activatePrice: string', '- priceRate: string'];

async function openRaw() {
  const { signed, send, stream } = await openWsApi(await openVenue());
  /** The last answer's `result`, its numbers as numbers. */
  const last = () => JSON.parse(stream.texts.at(-1) ?? '').result;
  return {
    signed: (method: string, params?: Record<string, unknown>) => signed(method, params).then(last),
    send: (method: string, params?: Record<string, unknown>) => send(method, params).then(last),
  };
}

test('plain orders are answered in the fields that Binance documents', async () => {
  const { signed } = await openRaw();
  expect(differences(await signed('order.place', LIMIT), 'NewOrderResponseResult')).toEqual([]);
  const amendment = { ...NAMED, side: 'BUY', quantity: '0.020', price: '59000', modifyId: 5 };
  expect(differences(await signed('order.modify', amendment), 'ModifyOrderResponseResult')).toEqual([]);
  expect(differences(await signed('order.status', NAMED), 'QueryOrderResponseResult')).toEqual(OF_TRAILING_STOPS);
  expect(differences(await signed('order.cancel', NAMED), 'CancelOrderResponseResult')).toEqual(OF_TRAILING_STOPS);
});

test('conditional orders are', async () => {
  const { signed } = await openRaw();
  const stop = { algoType: 'CONDITIONAL', ...MARKET, type: 'STOP_MARKET', triggerPrice: '61000', clientAlgoId: 'st' };
  const placed = await signed('algoOrder.place', stop);
  // no `icebergQuantity` is null; the fields of trailing stops are in the answers of REST
  expect(differences(placed, 'NewAlgoOrderResponseResult')).toEqual([
    '+ activatePrice: string',
    '+ callbackRate: string',
    '+ icebergQuantity: object',
  ]);
  expect(
    differences(await signed('algoOrder.cancel', { clientAlgoId: 'st' }), 'CancelAlgoOrderResponseResult'),
  ).toEqual([]);
});

test('account, balances and positions are', async () => {
  const { signed } = await openRaw();
  await signed('order.place', MARKET);
  const [account, accountV2] = [await signed('account.status'), await signed('v2/account.status')];
  // answers are those of REST: these three fields more, and at the end one less, than the types of the WS-API
  expect(differences(account, 'AccountInformationResponseResult')).toEqual(['+ feeBurn: boolean']);
  expect(differences(account.positions[0], 'AccountInformationResponseResultPositionsInner')).toEqual([
    '+ isolatedWallet: string',
    '+ notional: string',
  ]);
  expect(differences(account.assets[0], 'AccountInformationResponseResultAssetsInner')).toEqual([]);
  expect(differences(accountV2, 'AccountInformationV2ResponseResult')).toEqual([]);
  expect(differences(accountV2.positions[0], 'AccountInformationV2ResponseResultPositionsInner')).toEqual([]);
  expect(differences(accountV2.assets[0], 'AccountInformationV2ResponseResultAssetsInner')).toEqual([
    '- marginAvailable: boolean',
  ]);
  for (const method of ['account.balance', 'v2/account.balance']) {
    expect(differences((await signed(method))[0], 'FuturesAccountBalanceResponseResultInner')).toEqual([]);
  }
  const position = await signed('account.position', { symbol: 'BTCUSDT' });
  expect(differences(position[0], 'PositionInformationResponseResultInner')).toEqual([]);
  const positionV2 = await signed('v2/account.position', { symbol: 'BTCUSDT' });
  expect(differences(positionV2[0], 'PositionInformationV2ResponseResultInner')).toEqual([]);
});

test('prices, book and listen keys are', async () => {
  const { send } = await openRaw();
  const symbol = { symbol: 'BTCUSDT' };
  expect(differences(await send('ticker.price', symbol), 'SymbolPriceTickerResponse1Result')).toEqual([]);
  expect(differences(await send('ticker.book', symbol), 'SymbolOrderBookTickerResponse1Result')).toEqual([]);
  // the types forget the book itself
  expect(differences(await send('depth', symbol), 'OrderBookResponseResult')).toEqual(['+ asks: list', '+ bids: list']);
  const started = await send('userDataStream.start', { apiKey: 'venue-key' });
  expect(differences(started, 'StartUserDataStreamResponseResult')).toEqual([]);
  const kept = await send('userDataStream.ping', { apiKey: 'venue-key' });
  expect(differences(kept, 'KeepaliveUserDataStreamResponseResult')).toEqual([]);
});
