import { FormattedString } from '@grammyjs/parse-mode';
import type { AskedLeg, Notice } from '@perpdesk/signals';
import type { Speech } from '../../language/speech.ts';
import { noticeTexts } from '../../language/texts/notice.ts';
import { orderNoticeTexts } from '../../language/texts/order-notice.ts';
import { signalNoticeTexts } from '../../language/texts/signal-notice.ts';
import { readAmount, type Scales } from '../amount.ts';
import { badge, badges } from '../badge.ts';
import { dotted, lines } from '../lines.ts';
import { formatActor } from '../../language/actor.ts';
import { formatStance, formatStep, formatWishes } from './signal-notices.ts';
import { formatSaid } from '../../language/said.ts';

type Asks = Extract<Notice, { readonly type: 'signal.asks' }>;
type Answered = Extract<Notice, { readonly type: 'signal.answered' }>;

/** `LIVE main · buy 0.02 · ≈ 1 200.00 · margin ≈ 120.00 at 10x · stop 59 100`. */
export function legLine(speech: Speech, leg: AskedLeg, symbol: string, scales: Scales): FormattedString {
  const words = speech.say(signalNoticeTexts);
  const scale = scales(leg.account.brokerId, symbol);
  const side = speech.say(orderNoticeTexts).side[leg.side];
  const amounts = [leg.quantity, leg.notional, leg.margin ?? null, leg.stopPrice];
  const [quantity, notional, margin, stop] = amounts.map((text) => readAmount(text));
  const targets = leg.targetPrices.map((text) => speech.price(readAmount(text), scale));
  return dotted(
    badge(leg.account),
    quantity == null ? side : `${side} ${speech.quantity(quantity, scale)}`,
    leg.kind === 'reduce' ? words.exit : null,
    notional == null ? null : `≈ ${speech.money(notional)}`,
    margin == null ? null : words.margin(speech.money(margin), leg.leverage ?? null),
    stop == null ? null : words.stop(speech.price(stop, scale)),
    targets.length === 0 ? null : words.targets(targets.length, speech.list(targets)),
    leg.detail === null ? null : formatSaid(speech, leg.detail),
  );
}

/** `standing`: how the card stands; left out, it is new and its time runs from now. */
export function signalAsksText(
  speech: Speech,
  notice: Asks,
  scales: Scales,
  standing?: FormattedString | string,
): FormattedString {
  const words = speech.say(signalNoticeTexts);
  const { routeId, symbol, price, legs, until } = notice;
  const what = 'wishes' in notice ? formatWishes(speech, notice) : formatStep(speech, notice);
  const latest = until === null ? '' : words.latest(speech.time(until));
  return lines(
    FormattedString.join([`❓ ${routeId} · `, FormattedString.bold(words.placeIt(`${symbol} ${what}`))]),
    dotted(
      'wishes' in notice ? null : formatWay(speech, notice),
      price === null ? null : speech.say(noticeTexts).at(speech.digits(price)),
    ),
    ...legs.map((leg) => legLine(speech, leg, symbol, scales)),
    ...notice.notes.map((note) => formatSaid(speech, note)),
    standing ?? `${words.beforeTap(speech.span(notice.answerMs))}${latest}.`,
    FormattedString.code(notice.signalId),
  );
}

/** `short 1 → long 1`. */
export function formatWay(
  speech: Speech,
  { previous, next }: Pick<Exclude<Asks, { readonly wishes: unknown }>, 'previous' | 'next'>,
): string {
  const to = formatStance(speech, next);
  return previous === null ? speech.say(noticeTexts).now(to) : `${formatStance(speech, previous)} → ${to}`;
}

const ICONS = { placed: '👍', skipped: '⏭', expired: '⌛', voided: '🚫' } as const satisfies Readonly<
  Record<Answered['answer'], string>
>;

export function signalAnsweredText(speech: Speech, notice: Answered): FormattedString {
  const what = speech.say(signalNoticeTexts).answer[notice.answer];
  const by = notice.actor === null ? '' : speech.say(noticeTexts).by(formatActor(speech, notice.actor));
  return lines(
    FormattedString.join([
      `${ICONS[notice.answer]} ${notice.routeId} · ${notice.symbol} · `,
      FormattedString.bold(what),
      by,
    ]),
    formatSaid(speech, notice.detail),
    dotted(badges(notice.accounts), FormattedString.code(notice.signalId)),
  );
}
