import { parseJson } from '../http/parse-json.ts';
import type { AccountFrame } from '../stream/account-frame.ts';
import { accountConfigUpdateSchema } from '../wire/account-config-update.ts';
import { accountUpdateSchema } from '../wire/account-update.ts';
import { algoUpdateSchema } from '../wire/algo-update.ts';
import { marginCallSchema } from '../wire/margin-call.ts';
import { orderTradeUpdateSchema } from '../wire/order-trade-update.ts';
import { readOrderStep } from '../wire/read-order-step.ts';
import { eventSchema } from '../wire/stream-event.ts';
import { algoFrameOrder } from './algo-frame.ts';
import { marginTypeOf } from './margin-type.ts';
import { orderFrame } from './order-frame.ts';
import { positionSideOf } from './order-words.ts';

/** Told by other events too, or about products that are not traded here. */
const IGNORED: readonly string[] = ['TRADE_LITE', 'CONDITIONAL_ORDER_TRIGGER_REJECT', 'STRATEGY_UPDATE', 'GRID_UPDATE'];
const COIN_MARGINED = 2;

/** One event of the account stream. @throws if the text is no event as documented. */
export function readFrame(text: string): AccountFrame {
  const event = eventIn(parseJson(text));
  const { e: name, E: venueAt = 0, st } = eventSchema.parse(event);
  if (st === COIN_MARGINED || IGNORED.includes(name)) return { type: 'ignored', venueAt };
  switch (name) {
    case 'ORDER_TRADE_UPDATE':
      return orderFrame(readOrderStep(event) ?? orderTradeUpdateSchema.parse(event));
    case 'ALGO_UPDATE':
      return { type: 'conditional-order', venueAt, order: algoFrameOrder(algoUpdateSchema.parse(event)) };
    case 'ACCOUNT_UPDATE':
      return accountFrame(event);
    case 'ACCOUNT_CONFIG_UPDATE': {
      const { ac, ai } = accountConfigUpdateSchema.parse(event);
      if (ac !== undefined) return { type: 'leverage', venueAt, symbol: ac.s, leverage: ac.l };
      return ai === undefined ? { type: 'ignored', venueAt } : { type: 'account-mode', venueAt, isMultiAssets: ai.j };
    }
    case 'MARGIN_CALL':
      return { type: 'margin-call', venueAt, symbols: marginCallSchema.parse(event).p.map(({ s }) => s) };
    case 'listenKeyExpired':
      return { type: 'key-expired', venueAt };
    default:
      return { type: 'unknown', venueAt, name: name.slice(0, 60) };
  }
}

/** `/stream` wraps its events. */
function eventIn(whole: unknown): unknown {
  return typeof whole === 'object' && whole !== null && 'data' in whole && 'stream' in whole ? whole.data : whole;
}

function accountFrame(event: unknown): AccountFrame {
  const { T: transactionAt, a } = accountUpdateSchema.parse(event);
  const { m: cause, B: balances = [], P: positions = [] } = a;
  return {
    type: 'account',
    // as positions are dated where they are read
    venueAt: transactionAt,
    cause,
    balances: balances.map(({ a: asset, wb: walletBalance }) => ({ asset, walletBalance })),
    positions: positions.map(({ s: symbol, pa: quantity, ep: entryPrice, up: unrealizedPnl, mt, ps }) => ({
      symbol,
      positionSide: positionSideOf(ps),
      quantity,
      entryPrice,
      unrealizedPnl,
      marginType: marginTypeOf(mt),
    })),
  };
}
