import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { differences } from '../documented-fields.test.fixture.ts';
import { isRow } from '../json.test.fixture.ts';
import { createRestClient, openVenue } from '../rest.test.fixture.ts';

const BTC = { symbol: 'BTCUSDT' };
const MARKET = { ...BTC, side: 'BUY', type: 'MARKET', quantity: '0.01' };
const LIMIT = { ...BTC, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.01', price: '59000' };
const STOP = { ...BTC, algoType: 'CONDITIONAL', side: 'SELL', type: 'STOP_MARKET', quantity: '0.01' };
const NAMED = { ...BTC, origClientOrderId: 'li' };

/** Documented of orders that have moved to the algo service. */
const OF_TRAILING_STOPS = ['- activatePrice: string', '- priceRate: string'];
/** Of an item of a batch that was refused. */
const OF_REFUSED = ['- code: number', '- msg: string'];
/** The types call it text, which is never there: the answer is null. */
const ICEBERG = ['+ icebergQuantity: object'];

async function openTrading() {
  const venue = await openVenue({ longIds: false });
  const rest = createRestClient(venue);
  await rest.post('/fapi/v1/order', MARKET);
  await rest.post('/fapi/v1/order', { ...LIMIT, newClientOrderId: 'li' });
  await rest.post('/fapi/v1/algoOrder', { ...STOP, triggerPrice: '58000', clientAlgoId: 'st' });
  return { venue, rest };
}

type Method = 'get' | 'post' | 'put' | 'delete';
type Case = readonly [
  method: Method,
  path: string,
  params: Record<string, string>,
  type: string,
  but?: readonly string[],
];

const CASES: readonly Case[] = [
  ['post', '/fapi/v1/order', MARKET, 'NewOrderResponse$1'],
  ['get', '/fapi/v1/order', NAMED, 'QueryOrderResponse$1', OF_TRAILING_STOPS],
  [
    'put',
    '/fapi/v1/order',
    { ...LIMIT, ...NAMED, price: '58000' },
    'ModifyOrderResponse$1',
    ['- modifyId: number', '- pair: string'],
  ],
  ['delete', '/fapi/v1/order', NAMED, 'CancelOrderResponse$1', OF_TRAILING_STOPS],
  ['post', '/fapi/v1/order/test', LIMIT, 'TestOrderResponse', OF_TRAILING_STOPS],
  [
    'post',
    '/fapi/v1/batchOrders',
    { batchOrders: JSON.stringify([LIMIT]) },
    'PlaceMultipleOrdersResponseInner',
    OF_REFUSED,
  ],
  [
    'delete',
    '/fapi/v1/batchOrders',
    { ...BTC, origClientOrderIdList: '["li"]' },
    'CancelMultipleOrdersResponseInner',
    [...OF_TRAILING_STOPS, ...OF_REFUSED],
  ],
  ['get', '/fapi/v1/openOrder', NAMED, 'QueryCurrentOpenOrderResponse', OF_TRAILING_STOPS],
  ['get', '/fapi/v1/openOrders', {}, 'CurrentAllOpenOrdersResponseInner', OF_TRAILING_STOPS],
  // `cumBase`, `baseQty` and `pair` are COIN-M's
  [
    'get',
    '/fapi/v1/allOrders',
    BTC,
    'AllOrdersResponseInner',
    [...OF_TRAILING_STOPS, '- cumBase: string', '- pair: string'],
  ],
  [
    'get',
    '/fapi/v1/userTrades',
    BTC,
    'AccountTradeListResponseInner',
    ['- baseQty: string', '- marginAsset: string', '- pair: string'],
  ],
  ['delete', '/fapi/v1/allOpenOrders', BTC, 'CancelAllOpenOrdersResponse'],
  ['post', '/fapi/v1/countdownCancelAll', { ...BTC, countdownTime: '60000' }, 'AutoCancelAllOpenOrdersResponse'],
  ['post', '/fapi/v1/algoOrder', { ...STOP, triggerPrice: '57000' }, 'NewAlgoOrderResponse$1', ICEBERG],
  ['get', '/fapi/v1/algoOrder', { clientAlgoId: 'st' }, 'QueryAlgoOrderResponse', ICEBERG],
  ['get', '/fapi/v1/openAlgoOrders', {}, 'CurrentAllAlgoOpenOrdersResponseInner', ICEBERG],
  ['get', '/fapi/v1/allAlgoOrders', BTC, 'QueryAllAlgoOrdersResponseInner', ICEBERG],
  ['delete', '/fapi/v1/algoOrder', { clientAlgoId: 'st' }, 'CancelAlgoOrderResponse$1'],
  ['delete', '/fapi/v1/algoOpenOrders', BTC, 'CancelAllAlgoOpenOrdersResponse'],
  ['get', '/fapi/v2/balance', {}, 'FuturesAccountBalanceV2ResponseInner'],
  ['get', '/fapi/v2/account', {}, 'AccountInformationV2Response$1'],
  ['get', '/fapi/v3/account', {}, 'AccountInformationV3Response'],
  ['get', '/fapi/v2/positionRisk', BTC, 'PositionInformationV2ResponseInner'],
  ['get', '/fapi/v3/positionRisk', BTC, 'PositionInformationV3ResponseInner'],
  ['get', '/fapi/v1/accountConfig', {}, 'FuturesAccountConfigurationResponse'],
  ['get', '/fapi/v1/symbolConfig', BTC, 'SymbolConfigurationResponseInner'],
  // only of accounts whose brackets were changed
  ['get', '/fapi/v1/leverageBracket', BTC, 'NotionalAndLeverageBracketsResponse1Inner', ['- notionalCoef: number']],
  ['get', '/fapi/v1/commissionRate', BTC, 'UserCommissionRateResponse'],
  ['get', '/fapi/v1/income', {}, 'GetIncomeHistoryResponseInner'],
  ['get', '/fapi/v1/adlQuantile', {}, 'PositionAdlQuantileEstimationResponseInner'],
  ['get', '/fapi/v1/rateLimit/order', {}, 'QueryUserRateLimitResponseInner'],
  ['get', '/fapi/v1/positionSide/dual', {}, 'GetCurrentPositionModeResponse'],
  ['get', '/fapi/v1/multiAssetsMargin', {}, 'GetCurrentMultiAssetsModeResponse'],
  ['post', '/fapi/v1/leverage', { ...BTC, leverage: '10' }, 'ChangeInitialLeverageResponse'],
  ['get', '/fapi/v1/time', {}, 'CheckServerTimeResponse'],
  // live since 2021 and not in the types
  ['get', '/fapi/v1/exchangeInfo', {}, 'ExchangeInformationResponse', ['+ futuresType: string']],
  ['get', '/fapi/v1/depth', BTC, 'OrderBookResponse$1'],
  ['get', '/fapi/v1/premiumIndex', BTC, 'MarkPriceResponse1'],
  ['get', '/fapi/v1/ticker/price', BTC, 'SymbolPriceTickerResponse1$1'],
  ['get', '/fapi/v2/ticker/price', BTC, 'SymbolPriceTickerV2Response1'],
  ['get', '/fapi/v1/ticker/bookTicker', BTC, 'SymbolOrderBookTickerResponse1$1', ['+ lastUpdateId: number']],
  ['get', '/fapi/v1/ticker/24hr', BTC, 'Ticker24hrPriceChangeStatisticsResponse1'],
  ['get', '/fapi/v1/aggTrades', BTC, 'CompressedAggregateTradesListResponseInner'],
  ['get', '/fapi/v1/fundingInfo', {}, 'GetFundingRateInfoResponseInner'],
];

test.for(CASES)(
  '%s %s answers in the fields that Binance documents',
  async ([method, path, params, type, but = []]) => {
    const { rest } = await openTrading();
    const { status, body } = await rest[method](path, params);
    const answer: unknown = Array.isArray(body) ? body[0] : body;
    // 16 digits, which this client reads as text
    const row = isRow(answer) && 'algoId' in answer ? { ...answer, algoId: 0 } : answer;
    expect({ status, differences: isRow(row) ? differences(row, type) : row }).toEqual({
      status: 200,
      differences: [...but].toSorted(),
    });
  },
);

test("what is nested is, and what only an exchange's act brings about", async () => {
  const { venue, rest } = await openTrading();
  venue.fund('BTCUSDT', decimal('0.0001'));
  venue.deleverage('main', 'BTCUSDT', 'net');
  const first = async (path: string, ...names: readonly string[]) => {
    let found: unknown = (await rest.get(path)).body;
    for (const name of names) found = isRow(found) ? found[name] : undefined;
    const row: unknown = Array.isArray(found) ? found[0] : found;
    return isRow(row) ? row : {};
  };
  const info = '/fapi/v1/exchangeInfo';
  expect(differences(await first(info, 'assets'), 'ExchangeInformationResponseAssetsInner')).toEqual([]);
  expect(differences(await first(info, 'rateLimits'), 'ExchangeInformationResponseRateLimitsInner')).toEqual([]);
  expect(differences(await first(info, 'symbols'), 'ExchangeInformationResponseSymbolsInner')).toEqual([
    '+ maxMoveOrderLimit: number',
    '+ permissionSets: list',
    '- settlePlan: number',
  ]);
  for (const [path, type] of [
    ['/fapi/v3/account', 'AccountInformationV3Response'],
    ['/fapi/v2/account', 'AccountInformationV2Response'],
  ] as const) {
    expect(differences(await first(path, 'assets'), `${type}AssetsInner`)).toEqual([]);
  }
  expect(differences(await first('/fapi/v1/forceOrders'), 'UsersForceOrdersResponseInner')).toEqual([
    '- cumBase: string',
    '- pair: string',
  ]);
});
