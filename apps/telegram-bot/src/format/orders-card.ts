import { FormattedString } from '@grammyjs/parse-mode';
import type { OrderReport } from '../desk/account-reports.ts';
import type { Speech } from '../language/speech.ts';
import { orderTexts } from '../language/texts/orders.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';

function orderText(speech: Speech, report: OrderReport): FormattedString {
  const words = speech.say(orderTexts);
  const { order, instrument } = report;
  const quantity = order.quantity === null ? words.whole : speech.quantity(order.quantity, instrument);
  return lines(
    dotted(badge(report), FormattedString.bold(`${order.symbol} ${order.side.toUpperCase()} ${quantity}`), order.type),
    dotted(
      order.price === null ? null : words.at(speech.price(order.price, instrument)),
      order.triggerPrice === null
        ? null
        : words.trigger(speech.price(order.triggerPrice, instrument), order.triggerBy ?? 'mark'),
      order.filledQuantity.isZero() ? null : words.filled(speech.quantity(order.filledQuantity, instrument)),
      order.reduceOnly || order.closePosition ? words.reduceOnly : null,
      words.age(speech.span(report.ageMs)),
    ),
    FormattedString.code(order.clientOrderId),
  );
}

export function ordersCard(speech: Speech, reports: readonly OrderReport[]): Card {
  if (reports.length === 0) return { text: new FormattedString(speech.say(orderTexts).none), buttons: [] };
  return { text: paragraphs(...reports.map((report) => orderText(speech, report))), buttons: [] };
}
