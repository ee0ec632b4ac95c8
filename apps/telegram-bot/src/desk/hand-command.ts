import { decimal } from '@perpdesk/broker-core';
import type { OpenCommand, TradeCommand } from '@perpdesk/signals';
import { isAmount, isAmountOrNull, isRecord, isTarget, type StoredTarget } from './stored-amounts.ts';

type Side = 'net' | 'long' | 'short';

/** What a card stands for that changes something of a position, an order or an account: canonical, decimals as text. */
export type HandCommand =
  | {
      readonly type: 'reverse';
      readonly symbol: string;
      readonly positionSide: Side;
      readonly direction: 'long' | 'short';
      /** Base asset, on the step. */
      readonly quantity: string;
      /** The mark price on the card, quote asset; `null`: it was not known, or a card of before this was kept. */
      readonly quotePrice: string | null;
    }
  | {
      readonly type: 'protect';
      readonly symbol: string;
      readonly positionSide: Side;
      readonly direction: 'long' | 'short';
      /** Quote asset; `null`: stays. */
      readonly stopLoss: string | null;
      readonly takeProfits: 'off' | readonly StoredTarget[] | null;
      readonly trailing: 'off' | { readonly activation: string | null; readonly callback: string } | null;
    }
  | {
      readonly type: 'cancel';
      readonly symbol: string;
      readonly orders: readonly {
        readonly symbol: string;
        readonly clientOrderId: string;
        readonly venueOrderId: string;
      }[];
    }
  | {
      readonly type: 'settle';
      readonly symbol: string;
      readonly intentId: string;
      /** Base asset, ≥ 0. */
      readonly filled: string;
    }
  | {
      readonly type: 'setting';
      readonly symbol: string;
      readonly name: 'leverage' | 'margin-type' | 'position-mode';
      readonly value: string;
    };

const HAND = new Set(['reverse', 'protect', 'cancel', 'settle', 'setting']);

export function isHandCommand(command: { readonly type: string }): command is HandCommand {
  return HAND.has(command.type);
}

/** Reads a stored card; `null` if it is none of these. */
export function parseHandCommand(value: Readonly<Record<string, unknown>>): HandCommand | null {
  const { type, symbol, positionSide, direction, quantity, orders, name, value: set } = value;
  if (typeof symbol !== 'string') return null;
  if (type === 'cancel') return Array.isArray(orders) && orders.every(isOrder) ? { type, symbol, orders } : null;
  if (type === 'settle') {
    const { intentId, filled } = value;
    return typeof intentId === 'string' && (filled === '0' || isAmount(filled))
      ? { type, symbol, intentId, filled }
      : null;
  }
  if (type === 'setting') {
    const isKnown = name === 'leverage' || name === 'margin-type' || name === 'position-mode';
    return isKnown && typeof set === 'string' ? { type, symbol, name, value: set } : null;
  }
  if (positionSide !== 'net' && positionSide !== 'long' && positionSide !== 'short') return null;
  if (direction !== 'long' && direction !== 'short') return null;
  if (type === 'reverse') {
    const { quotePrice = null } = value;
    if (!isAmount(quantity) || !isAmountOrNull(quotePrice)) return null;
    return { type, symbol, positionSide, direction, quantity, quotePrice };
  }
  if (type !== 'protect') return null;
  const { stopLoss, takeProfits, trailing } = value;
  if (stopLoss !== 'off' && !isAmountOrNull(stopLoss)) return null;
  const isTargets = Array.isArray(takeProfits) && takeProfits.every(isTarget);
  if (takeProfits !== null && takeProfits !== 'off' && !isTargets) return null;
  if (trailing !== null && trailing !== 'off' && !isTrailing(trailing)) return null;
  const targets = isTargets ? takeProfits : takeProfits === 'off' ? 'off' : null;
  return { type, symbol, positionSide, direction, stopLoss, takeProfits: targets, trailing };
}

function isOrder(value: unknown): value is Extract<HandCommand, { readonly type: 'cancel' }>['orders'][number] {
  return isRecord(value) && ['symbol', 'clientOrderId', 'venueOrderId'].every((key) => typeof value[key] === 'string');
}

function isTrailing(value: unknown): value is { readonly activation: string | null; readonly callback: string } {
  return isRecord(value) && isAmountOrNull(value['activation']) && isAmount(value['callback']);
}

type Head = Pick<OpenCommand, 'id' | 'actor' | 'brokerId' | 'symbol' | 'confirmedAt' | 'relay'>;

/** The card as the engine takes it. */
export function toHandTrade(head: Head, command: HandCommand): TradeCommand {
  switch (command.type) {
    case 'reverse': {
      const { positionSide, direction } = command;
      return { ...head, type: 'reverse', positionSide, direction, quantity: decimal(command.quantity) };
    }
    case 'protect': {
      const { positionSide, direction, stopLoss, takeProfits, trailing } = command;
      return {
        ...head,
        type: 'protect',
        positionSide,
        direction,
        ...(stopLoss === null ? {} : { stopLoss: stopLoss === 'off' ? 'off' : decimal(stopLoss) }),
        ...(takeProfits === null ? {} : { takeProfits: takeProfits === 'off' ? 'off' : takeProfits.map(toTarget) }),
        ...(trailing === null ? {} : { trailing: trailing === 'off' ? 'off' : toTrailing(trailing) }),
      };
    }
    case 'cancel':
      return { ...head, type: 'cancel', orders: command.orders };
    case 'settle':
      return { ...head, type: 'settle', intentId: command.intentId, filled: decimal(command.filled) };
    case 'setting':
      return { ...head, type: 'setting', setting: toSetting(command) };
    default:
      return command satisfies never;
  }
}

function toTarget({ price, share, quantity = null }: StoredTarget) {
  return {
    price: decimal(price),
    share: share === null ? null : decimal(share),
    ...(quantity === null ? {} : { quantity: decimal(quantity) }),
  };
}

function toTrailing({ activation, callback }: { readonly activation: string | null; readonly callback: string }) {
  return { activation: activation === null ? null : decimal(activation), callback: decimal(callback) };
}

function toSetting({ name, value }: Extract<HandCommand, { readonly type: 'setting' }>) {
  if (name === 'leverage') return { name, value: Number.parseInt(value, 10) };
  if (name === 'margin-type') return { name, value: value === 'isolated' ? 'isolated' : 'cross' } as const;
  return { name, value: value === 'hedge' ? 'hedge' : 'one-way' } as const;
}
