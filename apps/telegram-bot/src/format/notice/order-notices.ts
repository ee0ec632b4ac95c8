import { FormattedString } from '@grammyjs/parse-mode';
import type { Decimal } from '@perpdesk/broker-core';
import type { Notice } from '@perpdesk/signals';
import type { Speech } from '../../language/speech.ts';
import { brokerCodeTexts, type CodeText } from '../../language/texts/broker-code.ts';
import { orderNoticeTexts } from '../../language/texts/order-notice.ts';
import { readAmount, type Scale } from '../amount.ts';
import { badge } from '../badge.ts';
import { dotted, lines } from '../lines.ts';
import { formatSaid } from '../../language/said.ts';
import { formatWhy } from '../why.ts';

export type OrderNotice = Extract<Notice, { readonly clientOrderId: string | null; readonly intentId: string }>;
type Of<T extends OrderNotice['type']> = Extract<OrderNotice, { readonly type: T }>;

const ICONS: Partial<Record<OrderNotice['kind'], string>> = { stop: '🛑', target: '🎯' };

function what(speech: Speech, notice: OrderNotice, quantity: string | null, scale: Scale): string {
  const words = speech.say(orderNoticeTexts);
  const amount = readAmount(quantity);
  const size = amount === null ? '' : ` ${speech.quantity(amount, scale)}`;
  const kind = words.kind[notice.kind];
  return `${notice.symbol} ${words.side[notice.side]}${size}${kind === '' ? '' : ` (${kind})`}`;
}

function head(icon: string, notice: OrderNotice, text: string): FormattedString {
  return dotted(FormattedString.join([`${icon} `, badge(notice.account)]), FormattedString.bold(text));
}

function tail(notice: OrderNotice, ...more: readonly string[]): FormattedString {
  return dotted(...more, FormattedString.code(notice.clientOrderId ?? notice.signalId));
}

/** `null`: nobody has told it. */
function averagePrice(speech: Speech, notice: { readonly averagePrice: string | null }, scale: Scale): string | null {
  const price = readAmount(notice.averagePrice);
  return price === null ? null : speech.price(price, scale);
}

/** `0.005 of 0.02`, or all of it. */
function partOf(speech: Speech, filled: Decimal, whole: Decimal | null, scale: Scale): string {
  const size = speech.quantity(filled, scale);
  return whole === null ? size : speech.say(orderNoticeTexts).partOf(size, speech.quantity(whole, scale));
}

/** Each asset for itself; none where not all of its fills are known. */
function feesOf(speech: Speech, { fee, feeAsset, otherFees = [] }: Of<'order.filled'>): readonly string[] {
  const paid = fee === null ? [] : [{ asset: feeAsset, amount: fee }, ...otherFees];
  return paid.map(({ asset, amount }) => `${speech.money(readAmount(amount))} ${asset}`);
}

export function orderFilledText(speech: Speech, notice: Of<'order.filled'>, scale: Scale): FormattedString {
  const words = speech.say(orderNoticeTexts);
  const [filled, asked] = [readAmount(notice.quantity), readAmount(notice.asked ?? null)];
  const isPart = asked !== null && filled.lt(asked);
  const quantity = partOf(speech, filled, isPart ? asked : null, scale);
  const price = averagePrice(speech, notice, scale);
  const pnl = readAmount(notice.realizedPnl);
  const fees = feesOf(speech, notice);
  const kind = words.kind[notice.kind];
  return lines(
    head(
      ICONS[notice.kind] ?? (isPart ? '◐' : '✅'),
      notice,
      words.filled(notice.symbol, words.done[notice.side], quantity, price),
    ),
    dotted(
      kind === '' ? null : kind,
      pnl === null || pnl.isZero() ? null : words.pnl(speech.pnl(pnl)),
      fees.length === 0 ? null : words.fee(fees.join(' + ')),
      notice.latencyMs === null ? null : words.after(speech.span(notice.latencyMs)),
    ),
    notice.detail === undefined ? null : formatSaid(speech, notice.detail),
  );
}

export function orderPartlyFilledText(
  speech: Speech,
  notice: Of<'order.partially-filled'>,
  scale: Scale,
): FormattedString {
  const words = speech.say(orderNoticeTexts);
  const [filled, whole] = [readAmount(notice.filledQuantity), readAmount(notice.quantity)];
  const price = averagePrice(speech, notice, scale);
  const kind = words.kind[notice.kind];
  const amount = partOf(speech, filled, whole, scale);
  return lines(
    head('◐', notice, words.filled(notice.symbol, words.done[notice.side], amount, price)),
    dotted(
      kind === '' ? null : kind,
      whole === null || whole.isZero() ? null : speech.share(filled.dividedBy(whole).times(100)),
      words.goesOn,
    ),
  );
}

export function orderRestingText(speech: Speech, notice: Of<'order.resting'>, scale: Scale): FormattedString {
  const words = speech.say(orderNoticeTexts);
  const price = speech.price(readAmount(notice.price), scale);
  return lines(
    head('⏳', notice, words.rests(what(speech, notice, notice.quantity, scale), price)),
    tail(notice, notice.source.startsWith('chat:') ? words.untilCanceled : words.until(speech.time(notice.expiresAt))),
  );
}

/** The log has a line of each failure, with the order's id. */
function inLog(speech: Speech, { clientOrderId, signalId }: OrderNotice): FormattedString {
  const id = FormattedString.code(clientOrderId ?? signalId);
  return FormattedString.join([`${speech.say(orderNoticeTexts).errorId} `, id]);
}

/** What can be done about an exchange's refusal; `null` where that was said, or the refusal is the desk's own. */
function nextStep(speech: Speech, code: string, said: string): string | null {
  const known: Readonly<Record<string, CodeText>> = speech.say(brokerCodeTexts);
  const remedy = known[code]?.remedy ?? null;
  return remedy === null || said.includes(remedy) ? null : `→ ${remedy}`;
}

export function orderRejectedText(speech: Speech, notice: Of<'order.rejected'>, scale: Scale): FormattedString {
  const words = speech.say(orderNoticeTexts);
  const why = formatWhy(speech, notice);
  return lines(
    head('❌', notice, words.refused(what(speech, notice, notice.quantity, scale))),
    why,
    words.notThere,
    nextStep(speech, notice.code, why),
    dotted(notice.code, inLog(speech, notice)),
  );
}

export function orderUnknownText(speech: Speech, notice: Of<'order.unknown'>, scale: Scale): FormattedString {
  const words = speech.say(orderNoticeTexts);
  return lines(
    head('❓', notice, words.unknown(what(speech, notice, notice.quantity, scale))),
    formatSaid(speech, notice.detail),
    words.mayBeThere,
    words.looksItself,
    inLog(speech, notice),
  );
}

export function orderResolvedText(speech: Speech, notice: Of<'order.resolved'>): FormattedString {
  const icon = notice.result === 'needs-operator' ? '🆘' : '🔎';
  return lines(
    head(icon, notice, `${what(speech, notice, null, null)}: ${speech.say(orderNoticeTexts).result[notice.result]}`),
    formatSaid(speech, notice.detail),
    notice.result === 'needs-operator' ? speech.say(orderNoticeTexts).sayWhat(notice.intentId) : null,
    tail(notice),
  );
}

export function orderExpiredText(speech: Speech, notice: Of<'order.expired'>): FormattedString {
  return lines(
    head('⌛', notice, speech.say(orderNoticeTexts).expired(what(speech, notice, null, null))),
    formatSaid(speech, notice.detail),
    tail(notice),
  );
}

export function orderCanceledText(speech: Speech, notice: Of<'order.canceled'>): FormattedString {
  return lines(
    head('↩️', notice, speech.say(orderNoticeTexts).canceled(what(speech, notice, null, null))),
    formatSaid(speech, notice.detail),
    tail(notice),
  );
}
