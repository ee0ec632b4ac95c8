import { FormattedString } from '@grammyjs/parse-mode';
import type { Order } from '@perpdesk/broker-core';
import type { FillRow } from '@perpdesk/journal/port';
import type { LegStory } from '@perpdesk/signals';
import type { OrderDetail } from '../desk/order-detail.ts';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { formatAge } from './age.ts';
import { formatMoney, formatPnl, formatPrice, formatQuantity, readAmount, type Scale } from './amount.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { formatDayTime, formatTime } from './moment.ts';
import { formatSteps } from './steps-line.ts';
import { viewButton } from './view-button.ts';

const SHOWN_FILLS = 8;

function atExchange(order: Order, scale: Scale): FormattedString {
  const { quantity, filledQuantity, averageFillPrice, price, triggerPrice } = order;
  return lines(
    dotted(
      FormattedString.bold(
        `${order.symbol} ${order.side.toUpperCase()} ${quantity === null ? 'all of it' : formatQuantity(quantity, scale)}`,
      ),
      order.type,
      order.status,
    ),
    dotted(
      price === null ? null : `at ${formatPrice(price, scale)}`,
      triggerPrice === null ? null : `trigger ${formatPrice(triggerPrice, scale)} by ${order.triggerBy ?? 'mark'}`,
      order.callbackRate === null ? null : `trails by ${order.callbackRate.toFixed()}\u202F%`,
      filledQuantity.isZero() ? 'nothing filled' : `${formatQuantity(filledQuantity, scale)} filled`,
      averageFillPrice === null ? null : `average ${formatPrice(averageFillPrice, scale)}`,
    ),
    dotted(
      order.timeInForce,
      order.postOnly ? 'post-only' : null,
      order.reduceOnly || order.closePosition ? 'reduce-only' : null,
      `placed ${formatDayTime(order.createdAt)}`,
      order.updatedAt === order.createdAt ? null : `changed ${formatTime(order.updatedAt)}`,
    ),
    order.reason,
    FormattedString.join(['exchange’s id ', FormattedString.code(order.venueOrderId)]),
  );
}

function fillLine({ quantity, price, fee, feeAsset, realizedPnl, venueAt }: FillRow, scale: Scale): string {
  const pnl = readAmount(realizedPnl);
  return dotted(
    `${formatTime(venueAt)} ${formatQuantity(readAmount(quantity), scale)} at ${formatPrice(readAmount(price), scale)}`,
    `fee ${formatMoney(readAmount(fee))} ${feeAsset}`,
    pnl.isZero() ? null : `PnL ${formatPnl(pnl)}`,
  ).toString();
}

function history({ intent, meaning, attempts, fills, timeline }: LegStory, scale: Scale): FormattedString {
  const { kind, state, code, detail } = intent;
  const more = fills.length - SHOWN_FILLS;
  return lines(
    FormattedString.bold('As the desk wrote it down'),
    `${kind}: ${state}`,
    code === null || code === 'done' ? null : `${detail ?? meaning ?? ''} (${code})`.trim(),
    formatSteps(timeline),
    ...attempts.map(({ attempt, markedAt, answer }) =>
      dotted(
        `attempt ${attempt}`,
        markedAt === null ? null : `written down ${formatTime(markedAt)}`,
        answer ?? 'no answer yet',
      ).toString(),
    ),
    ...fills.slice(0, SHOWN_FILLS).map((fill) => fillLine(fill, scale)),
    more > 0 ? `and ${more} more; /fills lists them` : null,
  );
}

function idText({ order, leg, decoded, stream }: OrderDetail): FormattedString {
  const id = order?.clientOrderId ?? leg?.intent.clientOrderId ?? null;
  return lines(
    id === null ? null : FormattedString.join(['client id ', FormattedString.code(id)]),
    decoded === null
      ? 'Its id is none of the desk’s.'
      : dotted(
          decoded.environment.toUpperCase(),
          stream === null ? `strategy code ${decoded.streamCode}` : `of ${stream}`,
          `step ${decoded.sequence}`,
          `order ${decoded.leg}`,
          `attempt ${decoded.attempt}`,
        ),
  );
}

/** One order: its state at the exchange, its history, and what its client id says. */
export function orderCard(detail: OrderDetail): Card {
  const { order, leg, instrument, signalId } = detail;
  return {
    text: paragraphs(
      lines(
        dotted(badge(detail), FormattedString.bold('Order'), formatAge(PLAIN_SPEECH, detail.heardAgoMs)),
        order === null ? 'The exchange lists no order of this id.' : atExchange(order, instrument),
      ),
      leg === null ? null : history(leg, instrument),
      idText(detail),
    ),
    buttons: signalId === null ? [] : [viewButton('Its signal', { command: `signal ${signalId}`, as: 'message' })],
  };
}
