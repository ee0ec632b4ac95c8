import { settingsOf } from '@perpdesk/broker-paper/engine';
import { bracketsJson, maxNotional } from '../../format/leverage-json.ts';
import { toVenueRefusal } from '../../orders/refuse-engine.ts';
import { VenueRefusal } from '../../venue-refusal.ts';
import type { AccountOperation } from '../operation.ts';
import { listedSymbol, malformed, optionalFlag, optionalSymbol, requiredWhole, word } from '../params.ts';

const SUCCESS = { code: 200, msg: 'success' };

export const setLeverage: AccountOperation = {
  name: 'POST /fapi/v1/leverage',
  security: 'signed',
  weight: 1,
  isMatched: true,
  run(exchange, account, params) {
    const { symbol, maxLeverage } = listedSymbol(exchange, params).instrument;
    const leverage = requiredWhole(params, 'leverage');
    if (leverage < 1 || leverage > maxLeverage) throw new VenueRefusal(-4028, `Leverage ${leverage} is not valid`);
    const { result } = account.submit({ type: 'set-leverage', symbol, leverage });
    if (!result.ok) {
      throw toVenueRefusal(result, {
        'has-open-exposure': [
          -4161,
          'Leverage reduction is not supported in Isolated Margin Mode with open positions.',
        ],
        'insufficient-margin': [-2028, 'Leverage is smaller than permitted: insufficient margin balance.'],
      });
    }
    return { symbol, leverage, maxNotionalValue: maxNotional(account.state, symbol, leverage) };
  },
};

export const setMarginType: AccountOperation = {
  name: 'POST /fapi/v1/marginType',
  security: 'signed',
  weight: 1,
  isMatched: true,
  run(exchange, account, params) {
    const { instrument } = listedSymbol(exchange, params);
    const { symbol } = instrument;
    const text = word(params, 'marginType', ['ISOLATED', 'CROSSED']);
    if (text === undefined) throw malformed('marginType');
    const marginType = text === 'ISOLATED' ? 'isolated' : 'cross';
    if (account.isMultiAssets && marginType === 'isolated') {
      throw new VenueRefusal(-4168, 'Unable to adjust to isolated-margin mode under the Multi-Assets mode.');
    }
    const { positions, orders } = account.state;
    if (settingsOf(account.state, instrument).marginType === marginType) {
      throw new VenueRefusal(-4046, 'No need to change margin type.');
    }
    if (orders.some(({ order }) => order.symbol === symbol)) {
      throw new VenueRefusal(-4047, 'Margin type cannot be changed if there exists open orders.');
    }
    if (positions.some((held) => held.symbol === symbol)) {
      throw new VenueRefusal(-4048, 'Margin type cannot be changed if there exists position.');
    }
    const { result } = account.submit({ type: 'set-margin-type', symbol, marginType });
    if (!result.ok) throw toVenueRefusal(result);
    return SUCCESS;
  },
};

export const setPositionMode: AccountOperation = {
  name: 'POST /fapi/v1/positionSide/dual',
  security: 'signed',
  weight: 1,
  isMatched: true,
  run(_exchange, account, params) {
    const isDual = optionalFlag(params, 'dualSidePosition');
    if (isDual === undefined) throw malformed('dualSidePosition');
    const positionMode = isDual ? 'hedge' : 'one-way';
    const { state } = account;
    if (state.positionMode === positionMode) throw new VenueRefusal(-4059, 'No need to change position side.');
    if (state.orders.length > 0) {
      throw new VenueRefusal(-4067, 'Position side cannot be changed if there exists open orders.');
    }
    if (state.positions.length > 0) {
      throw new VenueRefusal(-4068, 'Position side cannot be changed if there exists position.');
    }
    const { result } = account.submit({ type: 'set-position-mode', positionMode });
    if (!result.ok) throw toVenueRefusal(result);
    return SUCCESS;
  },
};

export const getPositionMode: AccountOperation = {
  name: 'GET /fapi/v1/positionSide/dual',
  security: 'signed',
  weight: 30,
  run: (_exchange, { state }) => ({ dualSidePosition: state.positionMode === 'hedge' }),
};

export const setMultiAssets: AccountOperation = {
  name: 'POST /fapi/v1/multiAssetsMargin',
  security: 'signed',
  weight: 1,
  isMatched: true,
  run(_exchange, account, params) {
    const isOn = optionalFlag(params, 'multiAssetsMargin');
    if (isOn === undefined) throw malformed('multiAssetsMargin');
    if (account.isMultiAssets === isOn) {
      const message = 'Adjusted asset mode is currently set and does not need to be adjusted repeatedly.';
      throw new VenueRefusal(-4171, message);
    }
    const { state } = account;
    const isIsolated = [...state.rules.instruments.values()].some(
      (instrument) => settingsOf(state, instrument).marginType === 'isolated',
    );
    if (isOn && isIsolated) {
      const message =
        'Unable to adjust to Multi-Assets mode with symbols of USDⓈ-M Futures under isolated-margin mode.';
      throw new VenueRefusal(-4167, message);
    }
    if (state.orders.length > 0) {
      throw new VenueRefusal(-4170, 'Unable to adjust Multi-Assets Mode with open orders in USDⓈ-M Futures.');
    }
    account.setMultiAssets(isOn);
    return SUCCESS;
  },
};

export const getMultiAssets: AccountOperation = {
  name: 'GET /fapi/v1/multiAssetsMargin',
  security: 'signed',
  weight: 30,
  run: (_exchange, { isMultiAssets }) => ({ multiAssetsMargin: isMultiAssets }),
};

export const symbolConfig: AccountOperation = {
  name: 'GET /fapi/v1/symbolConfig',
  security: 'signed',
  weight: 5,
  run(exchange, { state }, params) {
    const symbol = optionalSymbol(exchange, params)?.instrument.symbol;
    const instruments = [...state.rules.instruments.values()];
    return instruments
      .filter((instrument) => symbol === undefined || instrument.symbol === symbol)
      .map((instrument) => {
        const { leverage, marginType } = settingsOf(state, instrument);
        return {
          symbol: instrument.symbol,
          marginType: marginType === 'isolated' ? 'ISOLATED' : 'CROSSED',
          isAutoAddMargin: false,
          leverage,
          maxNotionalValue: maxNotional(state, instrument.symbol, leverage),
        };
      });
  },
};

export const leverageBracket: AccountOperation = {
  name: 'GET /fapi/v1/leverageBracket',
  security: 'signed',
  weight: 1,
  run(exchange, { state }, params) {
    const symbol = optionalSymbol(exchange, params)?.instrument.symbol;
    return [...state.rules.brackets]
      .filter(([listed]) => symbol === undefined || listed === symbol)
      .map(([listed, brackets]) => bracketsJson(listed, brackets));
  },
};

export const commissionRate: AccountOperation = {
  name: 'GET /fapi/v1/commissionRate',
  security: 'signed',
  weight: 20,
  run(exchange, { state }, params) {
    const { maker, taker } = state.rules.fees;
    return {
      symbol: listedSymbol(exchange, params).instrument.symbol,
      makerCommissionRate: maker.toFixed(),
      takerCommissionRate: taker.toFixed(),
      rpiCommissionRate: maker.toFixed(),
    };
  },
};
