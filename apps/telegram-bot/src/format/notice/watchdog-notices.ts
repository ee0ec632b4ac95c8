import { FormattedString } from '@grammyjs/parse-mode';
import type { Notice } from '@perpdesk/signals';
import { formatPrice, formatQuantity, readAmount, type Scale } from '../amount.ts';
import { head, place } from './notice-head.ts';
import { badge } from '../badge.ts';
import { dotted, lines } from '../lines.ts';

type Of<T extends Notice['type']> = Extract<Notice, { readonly type: T }>;

export function positionUnprotectedText(notice: Of<'position.unprotected'>, scale: Scale): FormattedString {
  const { account, symbol } = notice;
  const [quantity, held] = [readAmount(notice.quantity), readAmount(notice.held)];
  const side = held.isNegative() ? 'short' : 'long';
  const size = formatQuantity(quantity.abs(), scale);
  const isAll = quantity.eq(held);
  const what = isAll ? size : `${size} of ${formatQuantity(held.abs(), scale)}`;
  return lines(
    head('⚠️', account, `${symbol} ${side} ${what}: nothing protects it`),
    'No strategy of this desk owns it, and no stop stands for it. The desk leaves it alone.',
    isAll ? `Set a stop at the exchange, or /close ${symbol}.` : 'Set a stop at the exchange, or close it there.',
  );
}

export function orderStrayText(notice: Of<'order.stray'>, scale: Scale): FormattedString {
  const { account, side, orderType, isEntry } = notice;
  const quantity = readAmount(notice.quantity);
  const price = readAmount(notice.price);
  const size = quantity === null ? 'all' : formatQuantity(quantity, scale);
  const at = price === null ? '' : ` at ${formatPrice(price, scale)}`;
  return lines(
    head('⚠️', account, `${place(notice)} has an order that the journal does not know`),
    `${orderType} ${side} ${size}${at}, ${notice.clientOrderId}: its id is of this desk, or of another one on the account.`,
    `The desk leaves it alone${isEntry ? ', and it may open a position' : ''}. Look at it at the exchange.`,
  );
}

const LEFT_OUT = {
  signal: 'The signal is refused.',
  intent: 'Its order is left out; one that was sent may stand or fill at the exchange.',
  protection:
    'Its stops and targets are not kept any more. Without a stop the position is closed, and it opens nothing until the desk is started anew.',
} as const satisfies Readonly<Record<Of<'desk.fault'>['about'], string>>;

export function deskFaultText({ about, account, symbol, name, isExit, detail }: Of<'desk.fault'>): FormattedString {
  const title = FormattedString.bold(`The desk fails at ${[symbol, name].filter((part) => part !== null).join(', ')}`);
  return lines(
    dotted(FormattedString.join(['🆘 ', account === null ? 'Desk' : badge(account)]), title),
    detail,
    `${LEFT_OUT[about]} All else goes on.`,
    isExit ? 'It was to close something that may be open still: look at the position now.' : null,
  );
}
