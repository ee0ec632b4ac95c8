import { FormattedString } from '@grammyjs/parse-mode';
import type { OrderReport } from '../desk/account-reports.ts';
import { formatPrice, formatQuantity } from './amount.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { formatSpan } from './moment.ts';

function orderText(report: OrderReport): FormattedString {
  const { order, instrument } = report;
  const quantity = order.quantity === null ? 'all of it' : formatQuantity(order.quantity, instrument);
  return lines(
    dotted(badge(report), FormattedString.bold(`${order.symbol} ${order.side.toUpperCase()} ${quantity}`), order.type),
    dotted(
      order.price === null ? null : `at ${formatPrice(order.price, instrument)}`,
      order.triggerPrice === null
        ? null
        : `trigger ${formatPrice(order.triggerPrice, instrument)} by ${order.triggerBy ?? 'mark'}`,
      order.filledQuantity.isZero() ? null : `${formatQuantity(order.filledQuantity, instrument)} filled`,
      order.reduceOnly || order.closePosition ? 'reduce-only' : null,
      `${formatSpan(report.ageMs)} old`,
    ),
    FormattedString.code(order.clientOrderId),
  );
}

export function ordersCard(reports: readonly OrderReport[]): Card {
  if (reports.length === 0) return { text: new FormattedString('No open orders.'), buttons: [] };
  return { text: paragraphs(...reports.map(orderText)), buttons: [] };
}
