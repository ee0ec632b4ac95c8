import { createHash } from 'node:crypto';
import { type Decimal, decimal, ZERO } from '@perpdesk/broker-core';
import type { SignalRow } from '@perpdesk/journal/port';
import type { StoredOrder } from '../book/stored-order.ts';
import { formatStoredSignal, type StoredSignal } from '../book/stored-signal.ts';
import type { OpenCommand, TradeCommand, TradeResult } from '../trade-command.ts';
import { isPanicBlocked, isPaused } from '../lanes/blocks.ts';
import { isAccountOut } from '../faults/leave-out.ts';
import type { Run } from '../run.ts';
import type { RefusalCode, Signal, Transition } from '../signal.ts';
import { sentence } from '../sentences/sentence.ts';

const ACCOUNT_OUT = sentence('account-out');

/** Why a person's order cannot be taken at all; `null`: it can. Closing is always taken, but where the desk fails at the account. */
export function refuseTrade(run: Run, command: TradeCommand): Extract<TradeResult, { readonly ok: false }> | null {
  const no = (code: RefusalCode, detail: string) => ({ ok: false, code, detail }) as const;
  if (!run.manager.ids.includes(command.brokerId))
    return no('broker-not-ready', sentence('no-account', { account: command.brokerId }));
  if (isAccountOut(run, command.brokerId)) return no('internal-error', ACCOUNT_OUT);
  if (!addsRisk(command)) return null;
  if (isPanicBlocked(run.book)) return no('panic-block', sentence('panic-blocked'));
  if (isPaused(run.book)) return no('paused', sentence('entries-paused-until'));
  const view = run.view(command.brokerId);
  if (!view.isReady) return no('broker-not-ready', sentence('not-connected'));
  return view.instrument(command.symbol) === null
    ? no('unknown-symbol', sentence('not-listed', { symbol: command.symbol }))
    : null;
}

/** Whether it may make a position larger. */
export function addsRisk({ type }: TradeCommand): boolean {
  return type === 'open' || type === 'reverse';
}

/** The person's order as a signal of their own stream. */
export function toStoredTrade(run: Run, command: TradeCommand, id: string): StoredSignal {
  return {
    signal: {
      id,
      source: `chat:${command.actor}`,
      routeId: 'operator',
      stream: streamOf(run, command),
      symbol: command.symbol,
      transition: TRANSITIONS[command.type],
      previous: null,
      next:
        command.type === 'open' || command.type === 'reverse'
          ? signedQuantity(command.direction, command.quantity)
          : ZERO,
      ...(command.type === 'open' ? termsOf(command) : AT_MARKET),
      firedAt: command.confirmedAt,
      receivedAt: run.now(),
      notes: [],
    },
    order: toStoredOrder(command),
    relay: [...command.relay],
  };
}

const TRANSITIONS = {
  open: 'open',
  close: 'close',
  reverse: 'reverse',
  protect: 'none',
  cancel: 'none',
  settle: 'none',
  setting: 'none',
} as const satisfies Record<TradeCommand['type'], Transition>;

function toStoredOrder(command: TradeCommand): StoredOrder {
  const { brokerId } = command;
  switch (command.type) {
    case 'open':
      return { type: 'open', brokerId, positionSide: 'net', quantity: command.quantity, fraction: null };
    case 'close': {
      const { positionSide, quantity, fraction } = command;
      return { type: 'close', brokerId, positionSide, quantity, fraction };
    }
    case 'reverse':
      return { type: 'reverse', brokerId, positionSide: command.positionSide, quantity: command.quantity };
    case 'protect': {
      const { positionSide, direction, stopLoss, takeProfits, trailing } = command;
      return {
        type: 'protect',
        brokerId,
        positionSide,
        direction,
        ...(stopLoss === undefined ? {} : { stopLoss }),
        ...(takeProfits === undefined ? {} : { takeProfits: takeProfits === 'off' ? 'off' : [...takeProfits] }),
        ...(trailing === undefined ? {} : { trailing }),
      };
    }
    case 'cancel':
      return { type: 'cancel', brokerId, orders: [...command.orders] };
    case 'settle':
      return { type: 'settle', brokerId, intentId: command.intentId, filled: command.filled };
    case 'setting':
      return { type: 'setting', brokerId, setting: command.setting };
    default:
      return command satisfies never;
  }
}

type Terms = Pick<Signal, 'price' | 'orderType' | 'leverage' | 'protect'>;

const AT_MARKET: Terms = { price: null, orderType: 'market', leverage: null };

function termsOf({ limitPrice = null, stopLoss = null, takeProfits = [], leverage = null }: OpenCommand): Terms {
  const isProtected = stopLoss !== null || takeProfits.length > 0;
  return {
    price: limitPrice,
    orderType: limitPrice === null ? 'market' : 'limit',
    leverage: leverage === null ? null : decimal(leverage.toString()),
    protect: isProtected
      ? {
          stopLoss: stopLoss === null ? null : { basis: 'price', price: stopLoss },
          takeProfits: takeProfits.map(({ price, share }) => ({ at: { basis: 'price', price }, share })),
        }
      : null,
  };
}

export function toTradeRow(command: TradeCommand, stored: StoredSignal): SignalRow {
  const body = JSON.stringify(command);
  const { signal } = stored;
  return {
    id: signal.id,
    key: `chat:${command.id}`,
    source: signal.source,
    body,
    bodyHash: createHash('sha256').update(body).digest('hex'),
    state: 'accepted',
    code: null,
    detail: null,
    stream: signal.stream,
    signal: formatStoredSignal(stored),
    plan: null,
    receivedAt: signal.receivedAt,
    parsedAt: null,
    updatedAt: signal.receivedAt,
  };
}

/** In hedge mode the two sides are two streams: each owns one. */
function streamOf(run: Run, command: TradeCommand): string {
  const base = `operator/${command.actor}/${command.symbol}`;
  if (run.view(command.brokerId).positionMode === 'one-way') return base;
  switch (command.type) {
    case 'open':
    case 'reverse':
      return `${base}:${command.direction}`;
    case 'close':
    case 'protect':
      return `${base}:${command.positionSide}`;
    default:
      return base;
  }
}

function signedQuantity(direction: 'long' | 'short', quantity: Decimal): Decimal {
  return direction === 'short' ? quantity.negated() : quantity;
}
