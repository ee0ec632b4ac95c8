import { FormattedString } from '@grammyjs/parse-mode';
import type { Notice } from '@perpdesk/signals';
import type { PositionResult } from '../../desk/position-result.ts';
import type { Speech } from '../../language/speech.ts';
import { noticeTexts } from '../../language/texts/notice.ts';
import { positionNoticeTexts } from '../../language/texts/position-notice.ts';
import { readAmount, type Scale } from '../amount.ts';
import { badge } from '../badge.ts';
import { dotted, lines } from '../lines.ts';
import { head, place } from './notice-head.ts';
import { formatSaid } from '../../language/said.ts';

type Of<T extends Notice['type']> = Extract<Notice, { readonly type: T }>;

export function stopPlacedText(speech: Speech, notice: Of<'stop.placed'>, scale: Scale): FormattedString {
  const words = speech.say(positionNoticeTexts);
  const price = speech.price(readAmount(notice.triggerPrice), scale);
  const distance = speech.share(readAmount(notice.distancePercent));
  return head('🛡', notice.account, words.stopPlaced(place(speech, notice), price, notice.triggerBy, distance));
}

export function stopMovedText(speech: Speech, notice: Of<'stop.moved'>, scale: Scale): FormattedString {
  const words = speech.say(positionNoticeTexts);
  const [from, to] = [notice.from, notice.triggerPrice].map((price) => speech.price(readAmount(price), scale));
  return head(
    '🛡',
    notice.account,
    words.stopMoved(place(speech, notice), from ?? '', to ?? '', words.moved[notice.cause]),
  );
}

export function stopReplaceFailedText(
  speech: Speech,
  notice: Of<'stop.replace-failed'>,
  scale: Scale,
): FormattedString {
  const words = speech.say(positionNoticeTexts);
  const price = speech.price(readAmount(notice.triggerPrice), scale);
  const standing = readAmount(notice.standingPrice);
  return lines(
    head('⚠️', notice.account, words.stopNotMoved(place(speech, notice), price)),
    formatSaid(speech, formatSaid(speech, notice.detail)),
    standing === null ? null : words.stays(speech.price(standing, scale)),
  );
}

export function targetsMergedText(
  speech: Speech,
  { account, targets, ...notice }: Of<'targets.merged'>,
): FormattedString {
  const words = speech.say(positionNoticeTexts);
  return lines(
    head('🎯', account, words.targetsMerged(place(speech, notice), targets.join(', '), targets.length)),
    words.mergedWith(targets.length),
  );
}

export function stopFailedText(speech: Speech, notice: Of<'stop.failed'>): FormattedString {
  const words = speech.say(positionNoticeTexts);
  return lines(
    head('🆘', notice.account, words.noStop(place(speech, notice))),
    formatSaid(speech, formatSaid(speech, notice.detail)),
    words.deskCloses,
  );
}

export function positionUnownedText(speech: Speech, notice: Of<'position.unowned'>, scale: Scale): FormattedString {
  const words = speech.say(positionNoticeTexts);
  const quantity = readAmount(notice.quantity);
  const side = speech.say(noticeTexts).side[quantity.isNegative() ? 'short' : 'long'];
  return lines(
    head('⚠️', notice.account, words.unowned(`${notice.symbol} ${side} ${speech.quantity(quantity.abs(), scale)}`)),
    words.unownedMeans(notice.routeId),
    dotted(words.closesIt(notice.symbol), FormattedString.code(notice.signalId)),
  );
}

export function orderStuckText(speech: Speech, notice: Of<'order.stuck'>): FormattedString {
  const words = speech.say(positionNoticeTexts);
  return lines(
    head('🆘', notice.account, words.stuck(place(speech, notice))),
    formatSaid(speech, formatSaid(speech, notice.detail)),
    words.lookThere,
  );
}

/** `result`: of the whole position; `null` where nobody knows it: then the order that closed it says what it brought. */
export function positionClosedText(
  speech: Speech,
  notice: Of<'position.closed'>,
  result: PositionResult | null,
): FormattedString {
  const words = speech.say(positionNoticeTexts);
  const isForced = notice.cause === 'liquidation' || notice.cause === 'adl';
  const closed = head(
    isForced ? '🆘' : '🏁',
    notice.account,
    words.closed(place(speech, notice), words.cause[notice.cause]),
  );
  const ofOrder = readAmount(notice.realizedPnl);
  if (ofOrder === null) return lines(closed, words.resultOpen);
  if (result === null) {
    // what was closed without an order of the engine's is told as 0
    return dotted(closed, ofOrder.isZero() ? null : words.resultOfOrder(speech.pnl(ofOrder)));
  }
  const { realizedPnl, fees, otherFees, asset, isWhole, since } = result;
  const unit = asset === null ? '' : ` ${asset}`;
  const others = otherFees.map((fee) => `${speech.money(fee.amount)} ${fee.asset}`);
  const counted = `${speech.money(fees)}${unit}`;
  const paid = others.length === 0 ? counted : words.feesBeside(counted, speech.list(others));
  const made = speech.pnl(realizedPnl);
  return lines(
    dotted(closed, speech.say(noticeTexts).pnl(`${speech.pnl(realizedPnl.minus(fees))}${unit}`)),
    isWhole ? words.resultWhole(made, paid) : words.resultSince(speech.moment(since), made, paid),
  );
}

export function accountDriftText(speech: Speech, notice: Of<'account.drift'>): FormattedString {
  const words = speech.say(positionNoticeTexts);
  return lines(head('⚠️', notice.account, words.drift(place(speech, notice))), formatSaid(speech, notice.detail));
}

export function brokerConnectedText(speech: Speech, notice: Of<'broker.connected'>): FormattedString {
  const words = speech.say(positionNoticeTexts);
  const { about, awayMs, missedFills = 0 } = notice;
  const [news, after] = about === 'past' ? [words.pastRead, words.hadWaited] : [words.connected, words.wasAway];
  return lines(
    dotted(
      FormattedString.join(['🔌 ', badge(notice.account)]),
      news,
      awayMs === undefined ? null : after(speech.span(awayMs)),
    ),
    missedFills === 0 ? null : words.missed(missedFills),
  );
}

export function brokerDisconnectedText(speech: Speech, notice: Of<'broker.disconnected'>): FormattedString {
  const words = speech.say(positionNoticeTexts);
  const news = notice.about === 'past' ? words.pastUnread : words.notConnected;
  return lines(head('⚠️', notice.account, news), formatSaid(speech, notice.detail));
}
