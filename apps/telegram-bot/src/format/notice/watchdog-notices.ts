import { FormattedString } from '@grammyjs/parse-mode';
import type { Notice } from '@perpdesk/signals';
import type { Speech } from '../../language/speech.ts';
import { noticeTexts } from '../../language/texts/notice.ts';
import { orderNoticeTexts } from '../../language/texts/order-notice.ts';
import { positionNoticeTexts } from '../../language/texts/position-notice.ts';
import { readAmount, type Scale } from '../amount.ts';
import { head, place } from './notice-head.ts';
import { badge } from '../badge.ts';
import { dotted, lines } from '../lines.ts';
import { formatSaid } from '../../language/said.ts';

type Of<T extends Notice['type']> = Extract<Notice, { readonly type: T }>;

export function positionUnprotectedText(
  speech: Speech,
  notice: Of<'position.unprotected'>,
  scale: Scale,
): FormattedString {
  const words = speech.say(positionNoticeTexts);
  const { account, symbol } = notice;
  const [quantity, held] = [readAmount(notice.quantity), readAmount(notice.held)];
  const side = speech.say(noticeTexts).side[held.isNegative() ? 'short' : 'long'];
  const size = speech.quantity(quantity.abs(), scale);
  const isAll = quantity.eq(held);
  const what = isAll ? size : words.of(size, speech.quantity(held.abs(), scale));
  return lines(
    head('⚠️', account, words.unprotected(`${symbol} ${side} ${what}`)),
    words.unprotectedMeans,
    isAll ? words.protectAll(symbol) : words.protectPart,
  );
}

export function orderStrayText(speech: Speech, notice: Of<'order.stray'>, scale: Scale): FormattedString {
  const words = speech.say(positionNoticeTexts);
  const { account, side, orderType, isEntry } = notice;
  const shared = speech.say(noticeTexts);
  const quantity = readAmount(notice.quantity);
  const price = readAmount(notice.price);
  const size = quantity === null ? shared.whole : speech.quantity(quantity, scale);
  const at = price === null ? '' : ` ${shared.at(speech.price(price, scale))}`;
  return lines(
    head('⚠️', account, words.stray(place(speech, notice))),
    words.strayId(`${orderType} ${speech.say(orderNoticeTexts).side[side]} ${size}${at}`, notice.clientOrderId),
    words.strayMeans(isEntry),
  );
}

export function deskFaultText(
  speech: Speech,
  { about, account, symbol, name, isExit, detail }: Of<'desk.fault'>,
): FormattedString {
  const words = speech.say(positionNoticeTexts);
  const named = [symbol, name].filter((part) => part !== null).join(', ');
  const what = about === 'account' ? words.thisAccount : about === 'desk' ? words.ownWork : named;
  const isUnread = about.startsWith('unread-');
  const title = FormattedString.bold(isUnread ? words.unread(what) : words.fault(what));
  return lines(
    dotted(FormattedString.join(['🆘 ', account === null ? words.desk : badge(account)]), title),
    formatSaid(speech, detail),
    about === 'desk' ? words.leftOut.desk : `${words.leftOut[about]} ${words.goesOn}`,
    isExit ? words.mayBeOpen : null,
  );
}
