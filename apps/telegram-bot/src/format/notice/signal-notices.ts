import { FormattedString } from '@grammyjs/parse-mode';
import { decimal } from '@perpdesk/broker-core';
import type { Notice } from '@perpdesk/signals';
import type { Speech } from '../../language/speech.ts';
import { noticeTexts } from '../../language/texts/notice.ts';
import { signalNoticeTexts } from '../../language/texts/signal-notice.ts';
import { settingRefusedTexts } from '../../language/texts/setting-refused.ts';
import { badge, badges } from '../badge.ts';
import { dotted, lines } from '../lines.ts';
import { formatWhy, refusedBySignal } from '../why.ts';
import { formatToldWish } from './told-wish.ts';
import { formatSaid, says } from '../../language/said.ts';

type Received = Extract<Notice, { readonly type: 'signal.received' }>;
type Wished = Extract<Received, { readonly wishes: unknown }>;
type Stepped = Exclude<Received, Wished>;
type Remarked = Extract<Notice, { readonly type: 'signal.remarked' | 'signal.ended' }>;
type Rejected = Extract<Notice, { readonly type: 'signal.rejected' }>;
type Noted = Extract<Notice, { readonly type: 'signal.noted' }>;
type Held = Extract<Notice, { readonly type: 'signal.held' }>;
type Adopted = Extract<Notice, { readonly type: 'signal.adopted' }>;
type Rejoined = Extract<Notice, { readonly type: 'signal.rejoined' }>;

/** `long 0.02`, `short 1.5`, `flat`: a strategy's own position. */
export function formatStance(speech: Speech, signed: string): string {
  const position = decimal(signed);
  const { flat, side } = speech.say(noticeTexts);
  if (position.isZero()) return flat;
  return `${side[position.isNegative() ? 'short' : 'long']} ${speech.digits(position.abs().toFixed())}`;
}

/** `opens long`, `turns short`: what the strategy did, in the direction that it did it in. */
export function formatStep(
  speech: Speech,
  { transition, previous, next }: Pick<Stepped, 'transition' | 'previous' | 'next'>,
): string {
  const sign = decimal(transition === 'close' ? (previous ?? '0') : next);
  const side = sign.isZero() ? '' : speech.say(noticeTexts).side[sign.isNegative() ? 'short' : 'long'];
  return speech.say(signalNoticeTexts).step[transition](side).trim();
}

export function signalReceivedText(speech: Speech, notice: Received): FormattedString {
  return 'wishes' in notice ? wishedText(speech, notice) : steppedText(speech, notice);
}

/** What an alert asks for, in its order. */
export function formatWishes(speech: Speech, { wishes, symbol }: Pick<Wished, 'wishes' | 'symbol'>): string {
  return wishes.map((wish) => formatToldWish(speech, wish, symbol)).join(speech.say(signalNoticeTexts).andThen);
}

function wishedText(speech: Speech, notice: Wished): FormattedString {
  return lines(
    dotted(
      FormattedString.join([
        `📡 ${notice.routeId} · `,
        FormattedString.bold(`${notice.symbol} ${formatWishes(speech, notice)}`),
      ]),
    ),
    dotted(
      notice.price === null ? null : speech.say(noticeTexts).at(speech.digits(notice.price)),
      speech.time(notice.firedAt ?? notice.receivedAt),
    ),
    dotted(badges(notice.accounts), FormattedString.code(notice.signalId)),
    ...notice.notes.map((note) => formatSaid(speech, note)),
  );
}

function steppedText(speech: Speech, notice: Stepped): FormattedString {
  return lines(
    dotted(
      FormattedString.join([
        `📡 ${notice.routeId} · `,
        FormattedString.bold(`${notice.symbol} ${formatStep(speech, notice)}`),
      ]),
    ),
    dotted(
      notice.previous === null
        ? speech.say(noticeTexts).now(formatStance(speech, notice.next))
        : `${formatStance(speech, notice.previous)} → ${formatStance(speech, notice.next)}`,
      notice.price === null ? null : speech.say(noticeTexts).at(speech.digits(notice.price)),
      speech.time(notice.firedAt ?? notice.receivedAt),
    ),
    dotted(badges(notice.accounts), FormattedString.code(notice.signalId)),
    ...notice.notes.map((note) => formatSaid(speech, note)),
  );
}

export function signalRemarkedText(speech: Speech, notice: Remarked): FormattedString {
  return lines(
    `📎 ${formatRoute(speech, notice.routeId)} · ${notice.symbol} · ${formatSaid(speech, notice.detail)}`,
    dotted(notice.account === null ? null : badge(notice.account), FormattedString.code(notice.signalId)),
  );
}

/** A person's order has no route. */
function formatRoute(speech: Speech, routeId: string): string {
  return routeId === 'operator' ? speech.say(noticeTexts).byHand : routeId;
}

/** What there is none of: an order, or what else was asked for. */
function rejectedHead(speech: Speech, { code, detail, about }: Rejected): string {
  const words = speech.say(settingRefusedTexts);
  if (says(detail, 'maybe-set')) return words.unclear;
  if (about !== undefined) return words.about[about];
  return refusedBySignal(code) === 'order' ? speech.say(signalNoticeTexts).noOrder : words.notSet;
}

export function signalRejectedText(speech: Speech, notice: Rejected): FormattedString {
  return lines(
    FormattedString.join([
      `🚫 ${formatRoute(speech, notice.routeId)}${notice.symbol === null || notice.symbol === '' ? '' : ` · ${notice.symbol}`} · `,
      FormattedString.bold(rejectedHead(speech, notice)),
    ]),
    formatWhy(speech, notice, refusedBySignal(notice.code)),
    dotted(notice.account === null ? null : badge(notice.account), notice.code, FormattedString.code(notice.signalId)),
  );
}

/** Names the two ways out of it. */
export function signalHeldText(speech: Speech, notice: Held): FormattedString {
  const words = speech.say(signalNoticeTexts);
  const last = formatStance(speech, notice.lastPosition);
  return lines(
    FormattedString.join([
      `✋ ${formatRoute(speech, notice.routeId)} · ${notice.symbol} · `,
      FormattedString.bold(words.held),
    ]),
    dotted(
      words.theAlert(`${formatStance(speech, notice.previous)} → ${formatStance(speech, notice.next)}`),
      words.follows(last),
    ),
    words.heldMeans,
    decimal(notice.lastPosition).isZero() ? words.nextEntry : words.nextFrom(last, notice.symbol),
    dotted(notice.code, FormattedString.code(notice.signalId)),
  );
}

export function signalRejoinedText(speech: Speech, notice: Rejoined): FormattedString {
  const words = speech.say(signalNoticeTexts);
  return lines(
    FormattedString.join([
      `📡 ${formatRoute(speech, notice.routeId)} · ${notice.symbol} · `,
      FormattedString.bold(words.missing),
    ]),
    words.bothFlat(formatStance(speech, notice.lastPosition)),
    dotted(speech.say(noticeTexts).now(formatStance(speech, notice.next)), FormattedString.code(notice.signalId)),
  );
}

export function signalAdoptedText(speech: Speech, notice: Adopted): FormattedString {
  const words = speech.say(signalNoticeTexts);
  const { lastPosition } = notice;
  return lines(
    FormattedString.join([
      `📡 ${formatRoute(speech, notice.routeId)} · ${notice.symbol} · `,
      FormattedString.bold(lastPosition === null ? words.takenOver : words.missing),
    ]),
    lastPosition === null
      ? words.before(formatStance(speech, notice.previous))
      : words.lastApplied(formatStance(speech, lastPosition), formatStance(speech, notice.previous)),
    dotted(words.goingTo(formatStance(speech, notice.next)), FormattedString.code(notice.signalId)),
  );
}

export function signalNotedText(speech: Speech, { routeId, text, signalId, notes }: Noted): FormattedString {
  return lines(
    FormattedString.join([`📣 ${formatRoute(speech, routeId)} · `, FormattedString.code(signalId)]),
    text,
    ...notes.map((note) => formatSaid(speech, note)),
  );
}
