import { type Decimal, formatDecimal, type PositionSide, ZERO } from '@perpdesk/broker-core';
import { type EngineState, positionOf, setAsideIn, settingsOf } from '@perpdesk/broker-paper/engine';
import { positionSideWord } from '../../format/order-words.ts';
import type { Frame } from './frame.ts';
import type { RealizedTally } from './realized-tally.ts';
import type { PositionChange } from './step-moments.ts';

/** Why the account has changed, in Binance's words. */
export type AccountReason =
  | 'ORDER'
  | 'FUNDING_FEE'
  | 'DEPOSIT'
  | 'WITHDRAW'
  | 'MARGIN_TRANSFER'
  | 'MARGIN_TYPE_CHANGE'
  | 'INSURANCE_CLEAR';

export interface BalanceChange {
  readonly asset: string;
  readonly wallet: Decimal;
  /** Signed: what came in or went out, apart from PnL and fees. */
  readonly change: Decimal;
}

export interface AccountChange {
  readonly reason: AccountReason;
  /** Changed ones alone. */
  readonly balances: readonly BalanceChange[];
  readonly positions: readonly PositionChange[];
  /** Of a funding fee. */
  readonly symbol?: string;
  readonly state: EngineState;
  readonly realized: RealizedTally;
  /** Unix ms. */
  readonly at: number;
}

/** ACCOUNT_UPDATE. */
export function accountFrame({ reason, balances, positions, symbol, state, realized, at }: AccountChange): Frame {
  return {
    type: 'ACCOUNT_UPDATE',
    body: {
      e: 'ACCOUNT_UPDATE',
      T: at,
      E: at,
      a: {
        B: balances.map(({ asset, wallet, change }) => ({
          a: asset,
          wb: formatDecimal(wallet),
          cw: formatDecimal(wallet.minus(setAsideIn(state, asset))),
          bc: formatDecimal(change),
        })),
        P: positions.map((change) => positionRow(change, state, realized)),
        m: reason,
        ...(symbol === undefined ? {} : { S: symbol }),
      },
    },
  };
}

function positionRow({ symbol, positionSide, position }: PositionChange, state: EngineState, realized: RealizedTally) {
  const instrument = state.rules.instruments.get(symbol);
  const entryPrice = formatDecimal(position?.entryPrice ?? ZERO);
  const marginType = instrument === undefined ? 'cross' : settingsOf(state, instrument).marginType;
  return {
    s: symbol,
    pa: formatDecimal(position?.quantity ?? ZERO),
    ep: entryPrice,
    cr: formatDecimal(realized.of(symbol, positionSide)),
    up: formatDecimal(position?.unrealizedPnl ?? ZERO),
    mt: position?.marginType ?? marginType,
    iw: formatDecimal(isolatedMarginOf(state, symbol, positionSide)),
    ps: positionSideWord(positionSide),
    ma: instrument?.settleAsset ?? '',
    bep: entryPrice,
  };
}

function isolatedMarginOf(state: EngineState, symbol: string, positionSide: PositionSide): Decimal {
  return positionOf(state, symbol, positionSide)?.isolatedMargin ?? ZERO;
}
