import { FormattedString } from '@grammyjs/parse-mode';
import { decimal } from '@perpdesk/broker-core';
import type { Notice } from '@perpdesk/signals';
import { groupDigits } from '../amount.ts';
import { badge, badges } from '../badge.ts';
import { dotted, lines } from '../lines.ts';
import { formatTime } from '../moment.ts';
import { formatToldWish } from './told-wish.ts';

type Received = Extract<Notice, { readonly type: 'signal.received' }>;
type Wished = Extract<Received, { readonly wishes: unknown }>;
type Stepped = Exclude<Received, Wished>;
type Remarked = Extract<Notice, { readonly type: 'signal.remarked' }>;
type Rejected = Extract<Notice, { readonly type: 'signal.rejected' }>;
type Noted = Extract<Notice, { readonly type: 'signal.noted' }>;
type Held = Extract<Notice, { readonly type: 'signal.held' }>;
type Adopted = Extract<Notice, { readonly type: 'signal.adopted' }>;
type Rejoined = Extract<Notice, { readonly type: 'signal.rejoined' }>;

/** `long 0.02`, `short 1.5`, `flat`: a strategy's own position. */
export function formatStance(signed: string): string {
  const position = decimal(signed);
  if (position.isZero()) return 'flat';
  return `${position.isNegative() ? 'short' : 'long'} ${groupDigits(position.abs().toFixed())}`;
}

/** `opens long`, `turns short`: what the strategy did, in the direction that it did it in. */
export function formatStep({ transition, previous, next }: Pick<Stepped, 'transition' | 'previous' | 'next'>): string {
  const sign = decimal(transition === 'close' ? (previous ?? '0') : next);
  const side = sign.isZero() ? '' : sign.isNegative() ? ' short' : ' long';
  switch (transition) {
    case 'open':
      return `opens${side}`;
    case 'add':
      return `adds to${side}`;
    case 'reduce':
      return `reduces${side}`;
    case 'close':
      return `closes${side}`;
    case 'reverse':
      return `turns${side}`;
    case 'none':
      return 'stays as it is';
    default:
      return transition satisfies never;
  }
}

export function signalReceivedText(notice: Received): FormattedString {
  return 'wishes' in notice ? wishedText(notice) : steppedText(notice);
}

/** What an alert asks for, in its order. */
export function formatWishes({ wishes, symbol }: Pick<Wished, 'wishes' | 'symbol'>): string {
  return wishes.map((wish) => formatToldWish(wish, symbol)).join('; then ');
}

function wishedText(notice: Wished): FormattedString {
  return lines(
    dotted(
      FormattedString.join([
        `📡 ${notice.routeId} · `,
        FormattedString.bold(`${notice.symbol} ${formatWishes(notice)}`),
      ]),
    ),
    dotted(
      notice.price === null ? null : `at ${groupDigits(notice.price)}`,
      formatTime(notice.firedAt ?? notice.receivedAt),
    ),
    dotted(badges(notice.accounts), FormattedString.code(notice.signalId)),
    ...notice.notes,
  );
}

function steppedText(notice: Stepped): FormattedString {
  return lines(
    dotted(
      FormattedString.join([`📡 ${notice.routeId} · `, FormattedString.bold(`${notice.symbol} ${formatStep(notice)}`)]),
    ),
    dotted(
      notice.previous === null
        ? `now ${formatStance(notice.next)}`
        : `${formatStance(notice.previous)} → ${formatStance(notice.next)}`,
      notice.price === null ? null : `at ${groupDigits(notice.price)}`,
      formatTime(notice.firedAt ?? notice.receivedAt),
    ),
    dotted(badges(notice.accounts), FormattedString.code(notice.signalId)),
    ...notice.notes,
  );
}

export function signalRemarkedText(notice: Remarked): FormattedString {
  return lines(
    `📎 ${formatRoute(notice.routeId)} · ${notice.symbol} · ${notice.detail}`,
    dotted(badge(notice.account), FormattedString.code(notice.signalId)),
  );
}

/** A person's order has no route. */
function formatRoute(routeId: string): string {
  return routeId === 'operator' ? 'by hand' : routeId;
}

export function signalRejectedText(notice: Rejected): FormattedString {
  return lines(
    FormattedString.join([
      `🚫 ${formatRoute(notice.routeId)}${notice.symbol === null ? '' : ` · ${notice.symbol}`} · `,
      FormattedString.bold('no order'),
    ]),
    notice.detail,
    dotted(notice.account === null ? null : badge(notice.account), notice.code, FormattedString.code(notice.signalId)),
  );
}

/** Names the two ways out of it. */
export function signalHeldText(notice: Held): FormattedString {
  const last = formatStance(notice.lastPosition);
  return lines(
    FormattedString.join([
      `✋ ${formatRoute(notice.routeId)} · ${notice.symbol} · `,
      FormattedString.bold('held, no order'),
    ]),
    dotted(`the alert: ${formatStance(notice.previous)} → ${formatStance(notice.next)}`, `the desk follows ${last}`),
    'An alert between is missing, or this one came twice.',
    decimal(notice.lastPosition).isZero()
      ? 'The next entry from flat is taken.'
      : `The next alert that starts from ${last} goes on. If none will come: /close ${notice.symbol}, then the next entry from flat is taken.`,
    dotted(notice.code, FormattedString.code(notice.signalId)),
  );
}

export function signalRejoinedText(notice: Rejoined): FormattedString {
  return lines(
    FormattedString.join([
      `📡 ${formatRoute(notice.routeId)} · ${notice.symbol} · `,
      FormattedString.bold('an alert is missing, going on'),
    ]),
    `The desk last applied ${formatStance(notice.lastPosition)} and owns nothing of it; the strategy was flat too.`,
    dotted(`now ${formatStance(notice.next)}`, FormattedString.code(notice.signalId)),
  );
}

export function signalAdoptedText(notice: Adopted): FormattedString {
  const { lastPosition } = notice;
  return lines(
    FormattedString.join([
      `📡 ${formatRoute(notice.routeId)} · ${notice.symbol} · `,
      FormattedString.bold(lastPosition === null ? 'a strategy is taken over' : 'an alert is missing, going on'),
    ]),
    lastPosition === null
      ? `It was ${formatStance(notice.previous)} before this desk knew it.`
      : `The desk last applied ${formatStance(lastPosition)}, the alert says it was ${formatStance(notice.previous)}.`,
    dotted(`going to ${formatStance(notice.next)}`, FormattedString.code(notice.signalId)),
  );
}

export function signalNotedText({ routeId, text, signalId, notes }: Noted): FormattedString {
  return lines(FormattedString.join([`📣 ${formatRoute(routeId)} · `, FormattedString.code(signalId)]), text, ...notes);
}
