import { FormattedString } from '@grammyjs/parse-mode';
import type { OrderReport } from '../desk/account-reports.ts';
import { orderKey } from '../desk/order-key.ts';
import type { Speech } from '../language/speech.ts';
import { orderTexts } from '../language/texts/orders.ts';
import { badge } from './badge.ts';
import type { Button, Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';

/** Of which side it is, in hedge mode: nothing else tells a long's exit from a short's entry. */
function sideText(speech: Speech, { side, positionSide }: OrderReport['order']): string | null {
  if (positionSide === 'net') return null;
  const words = speech.say(orderTexts);
  const closes = (side === 'sell') === (positionSide === 'long');
  return (closes ? words.closes : words.opens)(positionSide.toUpperCase());
}

function orderText(speech: Speech, report: OrderReport): FormattedString {
  const words = speech.say(orderTexts);
  const { order, instrument } = report;
  const quantity = order.quantity === null ? words.whole : speech.quantity(order.quantity, instrument);
  return lines(
    dotted(
      badge(report),
      FormattedString.bold(`${order.symbol} ${order.side.toUpperCase()} ${quantity}`),
      order.type,
      sideText(speech, order),
    ),
    dotted(
      order.price === null ? null : words.at(speech.price(order.price, instrument)),
      order.triggerPrice === null
        ? null
        : words.trigger(speech.price(order.triggerPrice, instrument), order.triggerBy ?? 'mark'),
      order.callbackRate === null
        ? null
        : words.trails(
            speech.share(order.callbackRate),
            order.activationPrice === null ? null : speech.price(order.activationPrice, instrument),
          ),
      order.filledQuantity.isZero() ? null : words.filled(speech.quantity(order.filledQuantity, instrument)),
      order.reduceOnly || order.closePosition ? words.reduceOnly : null,
      words.age(speech.span(report.ageMs)),
    ),
    FormattedString.code(order.clientOrderId),
  );
}

const MAX_BUTTONS = 12;

/** `Cancel SELL 0.020 BTCUSDT 61 200.0`: as much of it as sets one button apart from the others. */
function cancelButton(speech: Speech, report: OrderReport, isElsewhere: boolean): Button {
  const { order, instrument, brokerId } = report;
  const price = order.price ?? order.triggerPrice ?? order.activationPrice;
  const parts = [
    speech.say(orderTexts).cancel,
    order.side.toUpperCase(),
    order.quantity === null ? '' : speech.quantity(order.quantity, instrument),
    order.symbol,
    order.positionSide === 'net' ? '' : order.positionSide.toUpperCase(),
    price === null ? '' : speech.price(price, instrument),
    isElsewhere ? `@${brokerId}` : '',
  ];
  const label = parts.filter((part) => part !== '').join(' ');
  return { type: 'tap', label, data: `o:${orderKey(brokerId, order)}` };
}

/** All open orders; each has a button that asks whether to take it back, unless it is `readOnly`. */
export function ordersCard(speech: Speech, reports: readonly OrderReport[], readOnly: boolean): Card {
  if (reports.length === 0) return { text: new FormattedString(speech.say(orderTexts).none), buttons: [] };
  const isElsewhere = reports.some(({ brokerId }) => brokerId !== reports[0]?.brokerId);
  return {
    text: paragraphs(...reports.map((report) => orderText(speech, report))),
    buttons: readOnly ? [] : reports.slice(0, MAX_BUTTONS).map((report) => [cancelButton(speech, report, isElsewhere)]),
  };
}
