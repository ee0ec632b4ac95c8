import { type Decimal, type PositionSide, ZERO } from '@perpdesk/broker-core';
import {
  balanceOf,
  type EngineState,
  type HeldPosition,
  settingsOf,
  viewPosition,
} from '@perpdesk/broker-paper/engine';
import { formatMoney, formatWireQuantity } from '../../format/numbers.ts';
import { positionSideWord } from '../../format/order-words.ts';
import type { Frame } from './frame.ts';

/** Why the account has changed, in Binance's words. */
export type AccountReason = 'ORDER' | 'FUNDING_FEE' | 'DEPOSIT' | 'MARGIN_TRANSFER' | 'MARGIN_TYPE_CHANGE';

export interface AccountChange {
  readonly reason: AccountReason;
  readonly before: EngineState;
  readonly after: EngineState;
  /** Unix ms. */
  readonly at: number;
  /** Of a funding fee. */
  readonly symbol?: string;
  /** Told whether they changed or not. */
  readonly symbols?: readonly string[];
}

/** ACCOUNT_UPDATE: the balances and positions that have changed; `null` where none has. */
export function accountFrame(change: AccountChange): Frame | null {
  const balances = balancesOf(change);
  const positions = positionsOf(change);
  if (balances.length === 0 && positions.length === 0) return null;
  const { reason, at, symbol } = change;
  const a = { B: balances, P: positions, m: reason, ...(symbol === undefined ? {} : { S: symbol }) };
  return { type: 'ACCOUNT_UPDATE', body: { e: 'ACCOUNT_UPDATE', T: at, E: at, a } };
}

function balancesOf({ before, after, reason }: AccountChange) {
  const assets = new Set([...Object.keys(before.balances), ...Object.keys(after.balances)]);
  return [...assets].flatMap((asset) => {
    const wallet = balanceOf(after, asset);
    const difference = wallet.minus(balanceOf(before, asset));
    if (difference.isZero()) return [];
    // the change without PnL and fees: what came in or went out
    const balanceChange = reason === 'DEPOSIT' ? difference : ZERO;
    return [
      {
        a: asset,
        wb: formatMoney(wallet),
        cw: formatMoney(crossWallet(after, asset, wallet)),
        bc: formatMoney(balanceChange),
      },
    ];
  });
}

function crossWallet({ positions, rules }: EngineState, asset: string, wallet: Decimal): Decimal {
  return positions.reduce(
    (left, held) =>
      rules.instruments.get(held.symbol)?.settleAsset === asset ? left.minus(held.isolatedMargin) : left,
    wallet,
  );
}

function positionsOf({ before, after, symbols = [] }: AccountChange) {
  const keyOf = ({ symbol, positionSide }: HeldPosition) => `${symbol} ${positionSide}`;
  const was = new Map(before.positions.map((held) => [keyOf(held), held]));
  const is = new Map(after.positions.map((held) => [keyOf(held), held]));
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter((key) => was.get(key) !== is.get(key));
  const told = changed.flatMap((key) => is.get(key) ?? was.get(key) ?? []);
  const rows = told.map((held) => positionJson(after, held.symbol, held.positionSide, is.get(keyOf(held)) ?? null));
  const side = after.positionMode === 'hedge' ? 'long' : 'net';
  const asked = symbols.filter((symbol) => !told.some((held) => held.symbol === symbol));
  return [...rows, ...asked.map((symbol) => positionJson(after, symbol, side, null))];
}

function positionJson(state: EngineState, symbol: string, positionSide: PositionSide, held: HeldPosition | null) {
  const instrument = state.rules.instruments.get(symbol);
  if (instrument === undefined) throw new RangeError(`${symbol} is not listed.`);
  const view = held === null ? null : viewPosition(state, held);
  const entryPrice = (held?.entryPrice ?? ZERO).toFixed();
  return {
    s: symbol,
    pa: formatWireQuantity(held?.quantity ?? ZERO, instrument),
    ep: entryPrice,
    bep: entryPrice,
    cr: '0',
    up: formatMoney(view?.unrealizedPnl ?? ZERO),
    mt: held?.marginType ?? settingsOf(state, instrument).marginType,
    iw: formatMoney(held?.isolatedMargin ?? ZERO),
    ps: positionSideWord(positionSide),
    ma: instrument.settleAsset,
  };
}
