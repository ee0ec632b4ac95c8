import { FormattedString } from '@grammyjs/parse-mode';
import type { Notice } from '@perpdesk/signals';
import { formatPercent, formatPnl, formatPrice, formatQuantity, readAmount, type Scale } from '../amount.ts';
import { badge } from '../badge.ts';
import { dotted, lines } from '../lines.ts';
import { head, place } from './notice-head.ts';

type Of<T extends Notice['type']> = Extract<Notice, { readonly type: T }>;

export function stopPlacedText(notice: Of<'stop.placed'>, scale: Scale): FormattedString {
  const price = formatPrice(readAmount(notice.triggerPrice), scale);
  const distance = formatPercent(readAmount(notice.distancePercent)).replace('+', '');
  return head('🛡', notice.account, `${place(notice)} stop at ${price} by ${notice.triggerBy}, ${distance} away`);
}

export function stopMovedText(notice: Of<'stop.moved'>, scale: Scale): FormattedString {
  const [from, to] = [notice.from, notice.triggerPrice].map((price) => formatPrice(readAmount(price), scale));
  const why = { 'break-even': 'at the entry now', entry: 'by the new entry', hand: 'by hand' }[notice.cause];
  return head('🛡', notice.account, `${place(notice)} stop moved from ${from} to ${to}, ${why}`);
}

export function stopReplaceFailedText(notice: Of<'stop.replace-failed'>, scale: Scale): FormattedString {
  const price = formatPrice(readAmount(notice.triggerPrice), scale);
  const standing = readAmount(notice.standingPrice);
  return lines(
    head('⚠️', notice.account, `${place(notice)} stop could not be moved to ${price}`),
    notice.detail,
    standing === null ? null : `The one at ${formatPrice(standing, scale)} stays.`,
  );
}

export function targetsMergedText({ account, targets, ...notice }: Of<'targets.merged'>): FormattedString {
  const [name, are] = targets.length === 1 ? ['target', 'is'] : ['targets', 'are'];
  return lines(
    head('🎯', account, `${place(notice)} ${name} ${targets.join(', ')} ${are} too small`),
    `The exchange takes no order of that size. ${targets.length === 1 ? 'It' : 'Each'} goes with the target beside it.`,
  );
}

export function stopFailedText(notice: Of<'stop.failed'>): FormattedString {
  return lines(
    head('🆘', notice.account, `${place(notice)} has no stop`),
    notice.detail,
    'The desk closes the position. Look at it now.',
  );
}

export function positionUnownedText(notice: Of<'position.unowned'>, scale: Scale): FormattedString {
  const quantity = readAmount(notice.quantity);
  const side = quantity.isNegative() ? 'short' : 'long';
  return lines(
    head('⚠️', notice.account, `${notice.symbol} ${side} ${formatQuantity(quantity.abs(), scale)}: not opened here`),
    `The strategy of ${notice.routeId} leaves that side. The desk did not open it and leaves it alone.`,
    dotted(`/close ${notice.symbol} closes it`, FormattedString.code(notice.signalId)),
  );
}

export function orderStuckText(notice: Of<'order.stuck'>): FormattedString {
  return lines(
    head('🆘', notice.account, `${place(notice)} has an order that does not execute`),
    notice.detail,
    'Look at it at the exchange.',
  );
}

const CAUSES = {
  signal: 'by the signal',
  operator: 'by hand',
  stop: 'by its stop',
  target: 'by its target',
  panic: 'by /panic',
  drift: 'as no strategy’s',
  liquidation: 'by liquidation',
  adl: 'by auto-deleveraging',
  foreign: 'outside the desk',
} as const satisfies Readonly<Record<Of<'position.closed'>['cause'], string>>;

export function positionClosedText(notice: Of<'position.closed'>): FormattedString {
  const isForced = notice.cause === 'liquidation' || notice.cause === 'adl';
  const pnl = readAmount(notice.realizedPnl);
  return dotted(
    head(isForced ? '🆘' : '🏁', notice.account, `${place(notice)} closed ${CAUSES[notice.cause]}`),
    // what was closed without an order of the engine's is told as 0
    pnl.isZero() ? null : `PnL ${formatPnl(pnl)} before fees`,
  );
}

export function accountDriftText(notice: Of<'account.drift'>): FormattedString {
  return lines(head('⚠️', notice.account, `${place(notice)} differs from the ledger`), notice.detail);
}

export function brokerConnectedText(notice: Of<'broker.connected'>): FormattedString {
  return dotted(FormattedString.join(['🔌 ', badge(notice.account)]), 'connected');
}

export function brokerDisconnectedText(notice: Of<'broker.disconnected'>): FormattedString {
  return lines(head('⚠️', notice.account, 'not connected'), notice.detail);
}
