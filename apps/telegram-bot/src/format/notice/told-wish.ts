import type { ToldWish } from '@perpdesk/signals';
import type { Speech } from '../../language/speech.ts';
import { THIN } from '../../language/numbers.ts';
import { noticeTexts } from '../../language/texts/notice.ts';
import { orderNoticeTexts } from '../../language/texts/order-notice.ts';
import { wishTexts } from '../../language/texts/signal-notice.ts';

type Size = NonNullable<ToldWish['size']>;
type Place = NonNullable<ToldWish['at']>;

/** `close long`, `hold short, 500 USDT`, `limit buy 0.5 at −2 % from the market`: what an alert asks for. */
export function formatToldWish(speech: Speech, told: ToldWish, symbol: string): string {
  const { type, direction, size, order, tag } = told;
  const words = speech.say(wishTexts);
  const named = direction === null ? null : speech.say(noticeTexts).side[direction];
  const side = named === null ? '' : ` ${named}`;
  const sized = size === null ? '' : `, ${formatSize(speech, size, symbol)}`;
  switch (type) {
    case 'hold':
    case 'reduce':
      return `${words[type](side)}${sized}`;
    case 'add':
      return `${words.add(named)}${sized}`;
    case 'close':
      return words.close(side);
    case 'stay':
      return words.stay;
    case 'cancel':
      return tag === null ? words.cancel : words.cancelTagged(tag);
    case 'order': {
      if (order === null) return words.order;
      const amount = size === null ? '' : ` ${formatSize(speech, size, symbol)}`;
      const at = told.at === null ? '' : words.at(formatPlace(speech, told.at, symbol));
      const only = order.reduceOnly ? words.reduceOnly : '';
      return `${order.type} ${speech.say(orderNoticeTexts).side[order.side]}${amount}${at}${only}${tag === null ? '' : words.tagged(tag)}`;
    }
    default:
      return type satisfies never;
  }
}

function formatSize(speech: Speech, { unit, amount }: Size, symbol: string): string {
  const words = speech.say(wishTexts);
  const shown = speech.digits(amount);
  switch (unit) {
    case 'strategy':
    case 'base':
      return shown;
    case 'notional':
      return `${shown} ${quoteOf(speech, symbol)}`;
    case 'margin':
      return words.margin(`${shown} ${quoteOf(speech, symbol)}`);
    case 'risk':
      return words.risk(`${shown} ${quoteOf(speech, symbol)}`);
    case 'equity-percent-notional':
      return words.ofEquity(`${shown}${THIN}%`);
    case 'free-percent-margin':
      return words.ofFree(`${shown}${THIN}%`);
    case 'position-percent':
      return words.ofPosition(`${shown}${THIN}%`);
    default:
      return unit satisfies never;
  }
}

function formatPlace(speech: Speech, { basis, amount }: Place, symbol: string): string {
  const words = speech.say(wishTexts);
  const shown = speech.digits(amount);
  if (basis === 'price') return shown;
  return words.fromMarket(basis === 'percent' ? `${shown}${THIN}%` : `${shown} ${quoteOf(speech, symbol)}`);
}

/** Alerts name instruments, not assets. */
function quoteOf(speech: Speech, symbol: string): string {
  return /(?:USDT|USDC|USD)$/.exec(symbol)?.[0] ?? speech.say(wishTexts).quote;
}
