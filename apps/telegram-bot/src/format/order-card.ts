import { FormattedString } from '@grammyjs/parse-mode';
import type { Order } from '@perpdesk/broker-core';
import type { FillRow } from '@perpdesk/journal/port';
import type { LegStory } from '@perpdesk/signals';
import type { OrderDetail } from '../desk/order-detail.ts';
import type { Speech } from '../language/speech.ts';
import { orderTexts } from '../language/texts/orders.ts';
import { reportTexts } from '../language/texts/report.ts';
import { signalWordTexts } from '../language/texts/signal-words.ts';
import { formatAge } from './age.ts';
import { readAmount, type Scale } from './amount.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { formatSteps } from './steps-line.ts';
import { stateText } from './signal-line.ts';
import { viewButton } from './view-button.ts';
import { whyEnded } from './why.ts';

const SHOWN_FILLS = 8;

function atExchange(speech: Speech, order: Order, scale: Scale): FormattedString {
  const words = speech.say(reportTexts);
  const { quantity, filledQuantity, averageFillPrice, price, triggerPrice, activationPrice } = order;
  return lines(
    dotted(
      FormattedString.bold(
        `${order.symbol} ${order.side.toUpperCase()} ${quantity === null ? words.whole : speech.quantity(quantity, scale)}`,
      ),
      order.type,
      stateText(speech, order.status),
    ),
    dotted(
      price === null ? null : words.atPrice(speech.price(price, scale)),
      triggerPrice === null ? null : words.trigger(speech.price(triggerPrice, scale), order.triggerBy ?? 'mark'),
      order.callbackRate === null
        ? null
        : speech
            .say(orderTexts)
            .trails(
              speech.share(order.callbackRate),
              activationPrice === null ? null : speech.price(activationPrice, scale),
            ),
      filledQuantity.isZero() ? words.nothingFilled : words.filledPart(speech.quantity(filledQuantity, scale)),
      averageFillPrice === null ? null : words.average(speech.price(averageFillPrice, scale)),
    ),
    dotted(
      order.timeInForce,
      order.postOnly ? 'post-only' : null,
      order.reduceOnly || order.closePosition ? 'reduce-only' : null,
      words.placed(speech.dayTime(order.createdAt)),
      order.updatedAt === order.createdAt ? null : words.changed(speech.time(order.updatedAt)),
    ),
    order.reason,
    FormattedString.join([words.exchangeId, FormattedString.code(order.venueOrderId)]),
  );
}

function fillLine(
  speech: Speech,
  { quantity, price, fee, feeAsset, realizedPnl, venueAt }: FillRow,
  scale: Scale,
): string {
  const words = speech.say(reportTexts);
  const pnl = readAmount(realizedPnl);
  return dotted(
    `${speech.time(venueAt)} ${speech.quantity(readAmount(quantity), scale)}${words.at(speech.price(readAmount(price), scale))}`,
    words.fee(`${speech.money(readAmount(fee))} ${feeAsset}`),
    pnl.isZero() ? null : words.pnl(speech.pnl(pnl)),
  ).toString();
}

function history(speech: Speech, { intent, attempts, fills, timeline }: LegStory, scale: Scale): FormattedString {
  const { kind, state, code, detail } = intent;
  const words = speech.say(reportTexts);
  const more = fills.length - SHOWN_FILLS;
  return lines(
    FormattedString.bold(words.writtenDown),
    `${speech.say(signalWordTexts).kind[kind]}: ${stateText(speech, state)}`,
    code === null || code === 'done' ? null : whyEnded(speech, { code, detail }),
    formatSteps(speech, timeline),
    ...attempts.map(({ attempt, markedAt, answer }) =>
      dotted(
        words.attempt(attempt),
        markedAt === null ? null : words.marked(speech.time(markedAt)),
        answer === null ? words.noAnswer : stateText(speech, answer),
      ).toString(),
    ),
    ...fills.slice(0, SHOWN_FILLS).map((fill) => fillLine(speech, fill, scale)),
    more > 0 ? words.more(more) : null,
  );
}

function idText(speech: Speech, { order, leg, decoded, stream }: OrderDetail): FormattedString {
  const words = speech.say(reportTexts);
  const id = order?.clientOrderId ?? leg?.intent.clientOrderId ?? null;
  return lines(
    id === null ? null : FormattedString.join([words.clientId, FormattedString.code(id)]),
    decoded === null
      ? words.foreignId
      : dotted(
          decoded.environment.toUpperCase(),
          stream === null ? words.streamCode(decoded.streamCode) : words.of(stream),
          words.step(decoded.sequence),
          words.orderOf(decoded.leg),
          words.attempt(decoded.attempt),
        ),
  );
}

/** One order: its state at the exchange, its history, and what its client id says. */
export function orderCard(speech: Speech, detail: OrderDetail): Card {
  const words = speech.say(reportTexts);
  const { order, leg, instrument, signalId } = detail;
  return {
    text: paragraphs(
      lines(
        dotted(badge(detail), FormattedString.bold(words.order), formatAge(speech, detail.heardAgoMs)),
        order === null ? words.notListed : atExchange(speech, order, instrument),
      ),
      leg === null ? null : history(speech, leg, instrument),
      idText(speech, detail),
    ),
    buttons: signalId === null ? [] : [viewButton(words.itsSignal, { command: `signal ${signalId}`, as: 'message' })],
  };
}
