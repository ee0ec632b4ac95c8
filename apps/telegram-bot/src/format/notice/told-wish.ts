import type { ToldWish } from '@perpdesk/signals';
import { groupDigits, THIN } from '../amount.ts';

type Size = NonNullable<ToldWish['size']>;
type Place = NonNullable<ToldWish['at']>;

/** `close long`, `hold short, 500 USDT`, `limit buy 0.5 at −2 % from the market`: what an alert asks for. */
export function formatToldWish(told: ToldWish, symbol: string): string {
  const { type, direction, size, order, tag } = told;
  const side = direction === null ? '' : ` ${direction}`;
  const sized = size === null ? '' : `, ${formatSize(size, symbol)}`;
  switch (type) {
    case 'hold':
    case 'reduce':
      return `${type}${side}${sized}`;
    case 'add':
      return `add${direction === null ? '' : ` to ${direction}`}${sized}`;
    case 'close':
      return `close${side}`;
    case 'stay':
      return 'stay flat';
    case 'cancel':
      return tag === null ? 'cancel its orders' : `cancel its orders tagged ${tag}`;
    case 'order': {
      if (order === null) return 'order';
      const amount = size === null ? '' : ` ${formatSize(size, symbol)}`;
      const at = told.at === null ? '' : ` at ${formatPlace(told.at, symbol)}`;
      const only = order.reduceOnly ? ', reduce-only' : '';
      return `${order.type} ${order.side}${amount}${at}${only}${tag === null ? '' : `, tagged ${tag}`}`;
    }
    default:
      return type satisfies never;
  }
}

function formatSize({ unit, amount }: Size, symbol: string): string {
  const shown = groupDigits(amount);
  switch (unit) {
    case 'strategy':
    case 'base':
      return shown;
    case 'notional':
      return `${shown} ${quoteOf(symbol)}`;
    case 'margin':
      return `${shown} ${quoteOf(symbol)} of margin`;
    case 'risk':
      return `${shown} ${quoteOf(symbol)} at risk`;
    case 'equity-percent-notional':
      return `${shown}${THIN}% of the equity`;
    case 'free-percent-margin':
      return `${shown}${THIN}% of the free balance as margin`;
    case 'position-percent':
      return `${shown}${THIN}% of the position`;
    default:
      return unit satisfies never;
  }
}

function formatPlace({ basis, amount }: Place, symbol: string): string {
  const shown = groupDigits(amount);
  if (basis === 'price') return shown;
  return basis === 'percent' ? `${shown}${THIN}% from the market` : `${shown} ${quoteOf(symbol)} from the market`;
}

/** Alerts name instruments, not assets. */
function quoteOf(symbol: string): string {
  return /(?:USDT|USDC|USD)$/.exec(symbol)?.[0] ?? 'of quote asset';
}
