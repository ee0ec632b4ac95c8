import { FormattedString } from '@grammyjs/parse-mode';
import type { AskedLeg, Notice } from '@perpdesk/signals';
import { formatMoney, formatPrice, formatQuantity, groupDigits, readAmount, type Scales } from '../amount.ts';
import { badge, badges } from '../badge.ts';
import { dotted, lines } from '../lines.ts';
import { formatSpan, formatTime } from '../moment.ts';
import { formatActor } from './desk-notices.ts';
import { formatStance, formatStep, formatWishes } from './signal-notices.ts';

type Asks = Extract<Notice, { readonly type: 'signal.asks' }>;
type Answered = Extract<Notice, { readonly type: 'signal.answered' }>;

/** `LIVE main · buy 0.02 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100`. */
export function legLine(leg: AskedLeg, symbol: string, scales: Scales): FormattedString {
  const scale = scales(leg.account.brokerId, symbol);
  const amounts = [leg.quantity, leg.notional, leg.margin ?? null, leg.stopPrice];
  const [quantity, notional, margin, stop] = amounts.map((text) => readAmount(text));
  const targets = leg.targetPrices.map((text) => formatPrice(readAmount(text), scale));
  return dotted(
    badge(leg.account),
    quantity == null ? leg.side : `${leg.side} ${formatQuantity(quantity, scale)}`,
    leg.kind === 'reduce' ? 'exit' : null,
    notional == null ? null : `≈ ${formatMoney(notional)}`,
    margin == null ? null : `margin ≈ ${formatMoney(margin)}${leg.leverage == null ? '' : ` at ${leg.leverage}x`}`,
    stop == null ? null : `stop ${formatPrice(stop, scale)}`,
    targets.length === 0 ? null : `${targets.length === 1 ? 'target' : 'targets'} ${targets.join(', ')}`,
    leg.detail,
  );
}

export function signalAsksText(notice: Asks, scales: Scales): FormattedString {
  const { routeId, symbol, price, legs, until } = notice;
  const what = 'wishes' in notice ? formatWishes(notice) : formatStep(notice);
  const latest = until === null ? '' : `, at the latest until ${formatTime(until)}`;
  return lines(
    FormattedString.join([`❓ ${routeId} · `, FormattedString.bold(`${symbol} ${what}. Place it?`)]),
    dotted('wishes' in notice ? null : formatWay(notice), price === null ? null : `at ${groupDigits(price)}`),
    ...legs.map((leg) => legLine(leg, symbol, scales)),
    ...notice.notes,
    `Nothing is sent before somebody taps: within ${formatSpan(notice.answerMs)}${latest}.`,
    FormattedString.code(notice.signalId),
  );
}

/** `short 1 → long 1`. */
export function formatWay({
  previous,
  next,
}: Pick<Exclude<Asks, { readonly wishes: unknown }>, 'previous' | 'next'>): string {
  return previous === null ? `now ${formatStance(next)}` : `${formatStance(previous)} → ${formatStance(next)}`;
}

const ANSWERS = {
  placed: ['👍', 'placed'],
  skipped: ['⏭', 'skipped'],
  expired: ['⌛', 'not placed'],
  voided: ['🚫', 'card void'],
} as const satisfies Readonly<Record<Answered['answer'], readonly [string, string]>>;

export function signalAnsweredText(notice: Answered): FormattedString {
  const [icon, what] = ANSWERS[notice.answer];
  const by = notice.actor === null ? '' : ` by ${formatActor(notice.actor)}`;
  return lines(
    FormattedString.join([`${icon} ${notice.routeId} · ${notice.symbol} · `, FormattedString.bold(what), by]),
    notice.detail,
    dotted(badges(notice.accounts), FormattedString.code(notice.signalId)),
  );
}
