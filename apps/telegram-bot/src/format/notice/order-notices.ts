import { FormattedString } from '@grammyjs/parse-mode';
import type { Notice } from '@perpdesk/signals';
import { formatMoney, formatPnl, formatPrice, formatQuantity, readAmount, type Scale } from '../amount.ts';
import { badge } from '../badge.ts';
import { dotted, lines } from '../lines.ts';
import { formatSpan, formatTime } from '../moment.ts';

export type OrderNotice = Extract<Notice, { readonly clientOrderId: string | null; readonly intentId: string }>;
type Of<T extends OrderNotice['type']> = Extract<OrderNotice, { readonly type: T }>;

const KINDS = {
  increase: '',
  reduce: 'exit',
  stop: 'stop',
  target: 'target',
  cancel: 'cancel',
  foreign: 'not ours',
} as const satisfies Readonly<Record<OrderNotice['kind'], string>>;

const ICONS: Partial<Record<OrderNotice['kind'], string>> = { stop: '🛑', target: '🎯' };

function what(notice: OrderNotice, quantity: string | null, scale: Scale): string {
  const amount = readAmount(quantity);
  const size = amount === null ? '' : ` ${formatQuantity(amount, scale)}`;
  const kind = KINDS[notice.kind];
  return `${notice.symbol} ${notice.side}${size}${kind === '' ? '' : ` (${kind})`}`;
}

function head(icon: string, notice: OrderNotice, text: string): FormattedString {
  return dotted(FormattedString.join([`${icon} `, badge(notice.account)]), FormattedString.bold(text));
}

function tail(notice: OrderNotice, ...more: readonly string[]): FormattedString {
  return dotted(...more, FormattedString.code(notice.clientOrderId ?? notice.signalId));
}

export function orderFilledText(notice: Of<'order.filled'>, scale: Scale): FormattedString {
  const verb = notice.side === 'buy' ? 'bought' : 'sold';
  const quantity = formatQuantity(readAmount(notice.quantity), scale);
  const price = formatPrice(readAmount(notice.averagePrice), scale);
  const pnl = readAmount(notice.realizedPnl);
  const kind = KINDS[notice.kind];
  return lines(
    head(ICONS[notice.kind] ?? '✅', notice, `${notice.symbol} ${verb} ${quantity} at ${price}`),
    dotted(
      kind === '' ? null : kind,
      pnl.isZero() ? null : `PnL ${formatPnl(pnl)}`,
      `fee ${formatMoney(readAmount(notice.fee))} ${notice.feeAsset}`,
      notice.latencyMs === null ? null : `after ${formatSpan(notice.latencyMs)}`,
    ),
  );
}

export function orderRestingText(notice: Of<'order.resting'>, scale: Scale): FormattedString {
  const price = formatPrice(readAmount(notice.price), scale);
  return lines(
    head('⏳', notice, `${what(notice, notice.quantity, scale)} rests at ${price}`),
    tail(
      notice,
      notice.source.startsWith('chat:') ? 'until canceled, 30 days at most' : `until ${formatTime(notice.expiresAt)}`,
    ),
  );
}

export function orderRejectedText(notice: Of<'order.rejected'>, scale: Scale): FormattedString {
  return lines(
    head('❌', notice, `${what(notice, notice.quantity, scale)} refused`),
    notice.detail,
    'It is not at the exchange.',
    tail(notice, notice.code),
  );
}

export function orderUnknownText(notice: Of<'order.unknown'>, scale: Scale): FormattedString {
  return lines(
    head('❓', notice, `${what(notice, notice.quantity, scale)}: outcome unknown, checking`),
    notice.detail,
    'It may be at the exchange. Nothing is sent again before that is proven.',
    tail(notice),
  );
}

const RESULTS = {
  landed: 'it is at the exchange',
  absent: 'it never reached the exchange',
  'needs-operator': 'cannot be proven, please look',
} as const satisfies Readonly<Record<Of<'order.resolved'>['result'], string>>;

export function orderResolvedText(notice: Of<'order.resolved'>): FormattedString {
  const icon = notice.result === 'needs-operator' ? '🆘' : '🔎';
  return lines(
    head(icon, notice, `${what(notice, null, null)}: ${RESULTS[notice.result]}`),
    notice.detail,
    tail(notice),
  );
}

export function orderExpiredText(notice: Of<'order.expired'>): FormattedString {
  return lines(head('⌛', notice, `${what(notice, null, null)} expired, not sent`), notice.detail, tail(notice));
}

export function orderCanceledText(notice: Of<'order.canceled'>): FormattedString {
  return lines(head('↩️', notice, `${what(notice, null, null)} canceled`), notice.detail, tail(notice));
}
