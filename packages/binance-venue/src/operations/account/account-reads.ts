import type { Exchange } from '../../exchange/exchange.ts';
import type { VenueAccount } from '../../exchange/venue-account.ts';
import { assetJson, balanceJson, totalsJson } from '../../format/balance-json.ts';
import { assetFigures } from '../../format/margin-figures.ts';
import {
  accountPositionV2Json,
  accountPositionV3Json,
  positionRows,
  positionV2Json,
  positionV3Json,
  usedInstruments,
} from '../../format/position-json.ts';
import type { AccountOperation } from '../operation.ts';
import { optionalSymbol, type Params } from '../params.ts';

type Run = AccountOperation['run'];

function read(name: AccountOperation['name'], weight: number, run: Run): AccountOperation {
  return { name, security: 'signed', weight, run };
}

export const runBalance: Run = ({ clock }, { state }) =>
  assetFigures(state).map((figures) => balanceJson(figures, clock.now()));

export const balanceV2 = read('GET /fapi/v2/balance', 5, runBalance);
export const balanceV3 = read('GET /fapi/v3/balance', 5, runBalance);

export const runAccountV2: Run = (exchange, account) => ({
  feeTier: 0,
  feeBurn: false,
  canDeposit: true,
  canWithdraw: true,
  ...accountFlags(exchange, account),
  ...totalsJson(account.state, account.isMultiAssets),
  assets: assetFigures(account.state).map((figures) => ({
    ...assetJson(figures, exchange.clock.now()),
    marginAvailable: true,
  })),
  positions: positionRows(account.state, account.state.rules.instruments.values()).map((row) =>
    accountPositionV2Json(account.state, row),
  ),
});

export const runAccountV3: Run = ({ clock }, { state, isMultiAssets }) => ({
  ...totalsJson(state, isMultiAssets),
  assets: assetFigures(state).map((figures) => assetJson(figures, clock.now())),
  positions: positionRows(state, usedInstruments(state)).map((row) => accountPositionV3Json(state, row)),
});

function accountFlags({ clock }: Exchange, { canTrade, isMultiAssets }: VenueAccount) {
  return { canTrade, multiAssetsMargin: isMultiAssets, tradeGroupId: -1, updateTime: clock.now() };
}

export const accountV2 = read('GET /fapi/v2/account', 5, runAccountV2);
export const accountV3 = read('GET /fapi/v3/account', 5, runAccountV3);

/** All symbols. */
export const runPositionRiskV2: Run = (exchange, { state }, params) =>
  positionRows(state, instrumentsOf(exchange, params, [...state.rules.instruments.values()])).map((row) =>
    positionV2Json(state, row),
  );

/** Symbols with a position or open orders. */
export const runPositionRiskV3: Run = (exchange, { state }, params) =>
  positionRows(state, instrumentsOf(exchange, params, usedInstruments(state))).map((row) => positionV3Json(state, row));

function instrumentsOf(
  exchange: Exchange,
  params: Params,
  all: ReturnType<typeof usedInstruments>,
): ReturnType<typeof usedInstruments> {
  const symbol = optionalSymbol(exchange, params)?.instrument.symbol;
  return symbol === undefined ? all : all.filter((instrument) => instrument.symbol === symbol);
}

export const positionRiskV2 = read('GET /fapi/v2/positionRisk', 5, runPositionRiskV2);
export const positionRiskV3 = read('GET /fapi/v3/positionRisk', 5, runPositionRiskV3);

export const accountConfig = read('GET /fapi/v1/accountConfig', 5, (exchange, account) => ({
  feeTier: 0,
  canDeposit: true,
  canWithdraw: true,
  dualSidePosition: account.state.positionMode === 'hedge',
  ...accountFlags(exchange, account),
}));
