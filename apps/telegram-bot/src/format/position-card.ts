import { FormattedString } from '@grammyjs/parse-mode';
import { decimal, type Decimal } from '@perpdesk/broker-core';
import type { PositionsReport } from '../desk/account-reports.ts';
import type { Speech } from '../language/speech.ts';
import { chartTexts } from '../language/texts/chart.ts';
import { positionTexts } from '../language/texts/position.ts';
import { formatAge } from './age.ts';
import { percentFrom } from './amount.ts';
import { badge } from './badge.ts';
import type { Button, Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { moreButton, positionActions } from './position-actions.ts';
import { positionHead, sideOf, toPositionFace, type PositionFace } from './position-head.ts';
import { viewButton } from './view-button.ts';

/** `10x cross`. */
export function formatLeverage(leverage: number | null, marginType: string | null): string {
  return [leverage === null ? '' : `${leverage}x`, marginType ?? ''].filter((part) => part !== '').join(' ');
}

function priceWithDistance(speech: Speech, label: string, price: Decimal | null, face: PositionFace): string {
  if (price === null) return `${label} –`;
  const shown = `${label} ${speech.price(price, face.scale)}`;
  if (face.markPrice === null || face.markPrice.isZero()) return shown;
  return `${shown} (${speech.percent(percentFrom(face.markPrice, price))})`;
}

/** A stop of a part says of how much: the rest has none. */
function stopText(speech: Speech, face: PositionFace): string {
  const words = speech.say(positionTexts);
  const shown = priceWithDistance(speech, words.stop, face.stopPrice, face);
  if (face.stopPrice === null || face.naked.isZero()) return shown;
  return `${shown} ${words.only(speech.quantity(face.quantity.abs().minus(face.naked), face.scale))}`;
}

/** The first of the trailing stops; `null` where none stands. */
function trailText(speech: Speech, { trailing, scale }: PositionFace): string | null {
  const [first, ...further] = trailing.flatMap(({ callback, price }) =>
    callback === null ? [] : [{ callback, price }],
  );
  if (first === undefined) return null;
  const from = first.price === null ? null : speech.price(first.price, scale);
  const shown = speech.say(positionTexts).trails(speech.share(first.callback), from);
  return further.length === 0 ? shown : `${shown} +${further.length}`;
}

/** With its share of the margin at the entry; of the notional where the leverage is not known. */
function pnlText(speech: Speech, { entryPrice, quantity, leverage, unrealizedPnl: pnl }: PositionFace): string | null {
  if (pnl === null) return null;
  const words = speech.say(positionTexts);
  const notional = entryPrice?.times(quantity.abs());
  if (notional === undefined || notional.isZero()) return words.pnl(speech.pnl(pnl));
  const share = pnl.times(leverage ?? 1).dividedBy(notional);
  const of = leverage === null ? words.ofNotional : words.ofMargin;
  return words.pnl(`${speech.pnl(pnl)} (${of(speech.percent(share.times(100)))})`);
}

export function positionText(speech: Speech, face: PositionFace): FormattedString {
  const words = speech.say(positionTexts);
  const { entryPrice, markPrice } = face;
  const [target = null, ...further] = face.targetPrices;
  return lines(
    dotted(positionHead(speech, face), formatLeverage(face.leverage, face.marginType)),
    dotted(
      entryPrice === null ? null : words.entry(speech.price(entryPrice, face.scale)),
      markPrice === null ? null : words.mark(speech.price(markPrice, face.scale)),
      pnlText(speech, face),
    ),
    dotted(
      priceWithDistance(speech, words.liquidation, face.liquidationPrice, face),
      stopText(speech, face),
      trailText(speech, face),
      `${priceWithDistance(speech, words.target, target, face)}${further.length === 0 ? '' : ` +${further.length}`}`,
    ),
    formatAge(speech, face.heardAgoMs),
  );
}

/**
 * Their data names the position, so an older card cannot close another one.
 *
 * `name` tells it from the others on the card; empty where it is alone.
 */
export function positionButtons(speech: Speech, face: PositionFace, name: string): readonly Button[] {
  const words = speech.say(positionTexts);
  const close = (what: string) => [what, name].filter((part) => part !== '').join(' ');
  return [
    { type: 'tap', label: close(words.closePart(speech.share(HALF))), data: `k:${face.key}:h` },
    { type: 'tap', label: close(words.close), data: `k:${face.key}:a` },
  ];
}

/** `BTCUSDT LONG @main`: as much of it as sets one row of buttons apart from the others. */
function nameAmong(face: PositionFace, faces: readonly PositionFace[]): string {
  if (faces.length === 1) return '';
  const isRepeated = faces.filter(({ symbol }) => symbol === face.symbol).length > 1;
  const isElsewhere = faces.some(({ brokerId }) => brokerId !== face.brokerId);
  return [face.symbol, isRepeated ? sideOf(face) : '', isElsewhere ? `@${face.brokerId}` : '']
    .filter((part) => part !== '')
    .join(' ');
}

export function positionCard(speech: Speech, face: PositionFace): Card {
  const command = `positions ${face.symbol} @${face.brokerId}`;
  const refresh = viewButton(speech.say(chartTexts).refresh, { command, as: 'here' });
  return {
    text: positionText(speech, face),
    buttons: [
      positionButtons(speech, face, ''),
      ...positionActions(speech, face),
      ...(refresh.length === 0 ? [] : [refresh]),
    ],
  };
}

const HALF = decimal('50');
const MAX_BUTTON_ROWS = 12;

/** All positions in one message; `readOnly` leaves the buttons out. */
export function positionsCard(speech: Speech, { positions, unread }: PositionsReport, readOnly: boolean): Card {
  const faces = positions.map(toPositionFace);
  const unknown = unread.map((account) => dotted(badge(account), formatAge(speech, account.heardAgoMs)));
  if (faces.length === 0) {
    const words = speech.say(positionTexts);
    const none = unknown.length === 0 ? words.none : words.noneKnown;
    return { text: paragraphs(none, ...unknown), buttons: [] };
  }
  return {
    text: paragraphs(...faces.map((face) => positionText(speech, face)), ...unknown),
    buttons: readOnly
      ? []
      : faces
          .slice(0, MAX_BUTTON_ROWS)
          .flatMap((face) =>
            faces.length === 1
              ? [positionButtons(speech, face, ''), ...positionActions(speech, face)]
              : [[...positionButtons(speech, face, nameAmong(face, faces)), moreButton(speech, face.key)]],
          ),
  };
}
