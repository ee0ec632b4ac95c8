import { type Decimal, MARGIN_TYPES, POSITION_MODES, POSITION_SIDES } from '@perpdesk/broker-core';
import { readOrder } from '../stored/order-codec.ts';
import { toJson } from '../stored/plain.ts';
import { createReader, type Reader } from '../stored/reader.ts';
import type { Rules } from './rules.ts';
import type { EngineState, HeldPosition, OpenOrder, SymbolSettings } from './state.ts';

/** The state as JSON text, decimals as text, without the rules. */
export function serializeState(state: EngineState): string {
  const { rules: _, ...stored } = state;
  return toJson(stored);
}

/**
 * The state that was serialised, under these rules. Text of before 0.2 (no mark prices, countdowns, trails) is read too.
 *
 * @throws {TypeError | RangeError | SyntaxError} if the text is no state, or holds a symbol that the rules do not list.
 */
export function deserializeState(text: string, rules: Rules): EngineState {
  const from = createReader(JSON.parse(text), 'state');
  const positions = from.list('positions').map(readPosition);
  const orders = from.list('orders').map(readOpenOrder);
  for (const symbol of [...positions.map((held) => held.symbol), ...orders.map(({ order }) => order.symbol)]) {
    if (!rules.instruments.has(symbol)) throw new RangeError(`The state trades ${symbol}, which is not listed.`);
  }
  return {
    rules,
    nextOrderId: from.integer('nextOrderId'),
    nextTradeId: from.integer('nextTradeId'),
    positionMode: from.oneOf('positionMode', POSITION_MODES),
    balances: readDecimals(from.object('balances')),
    settings: readSettings(from.object('settings')),
    prices: readDecimals(from.object('prices')),
    marks: from.has('marks') ? readDecimals(from.object('marks')) : {},
    countdowns: from.has('countdowns') ? readCountdowns(from.object('countdowns')) : {},
    positions,
    orders,
  };
}

function readDecimals(from: Reader): Readonly<Record<string, Decimal>> {
  return Object.fromEntries(from.keys().map((key) => [key, from.decimal(key)]));
}

function readCountdowns(from: Reader): Readonly<Record<string, number>> {
  return Object.fromEntries(from.keys().map((symbol) => [symbol, from.integer(symbol)]));
}

function readSettings(from: Reader): Readonly<Record<string, SymbolSettings>> {
  return Object.fromEntries(
    from.keys().map((symbol) => {
      const one = from.object(symbol);
      return [symbol, { leverage: one.integer('leverage'), marginType: one.oneOf('marginType', MARGIN_TYPES) }];
    }),
  );
}

function readPosition(from: Reader): HeldPosition {
  return {
    symbol: from.text('symbol'),
    positionSide: from.oneOf('positionSide', POSITION_SIDES),
    quantity: from.decimal('quantity'),
    entryPrice: from.decimal('entryPrice'),
    marginType: from.oneOf('marginType', MARGIN_TYPES),
    isolatedMargin: from.decimal('isolatedMargin'),
    updatedAt: from.integer('updatedAt'),
  };
}

function readOpenOrder(from: Reader): OpenOrder {
  return {
    order: readOrder(from.object('order')),
    goodTillAt: from.integerOrNull('goodTillAt'),
    isTriggered: from.flag('isTriggered'),
    filledNotional: from.decimal('filledNotional'),
    peakPrice: from.has('peakPrice') ? from.decimalOrNull('peakPrice') : null,
  };
}
