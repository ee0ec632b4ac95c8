import { FormattedString } from '@grammyjs/parse-mode';
import { decimal } from '@perpdesk/broker-core';
import type { DryAccount, Notice } from '@perpdesk/signals';
import type { Speech } from '../../language/speech.ts';
import { noticeTexts } from '../../language/texts/notice.ts';
import { signalNoticeTexts } from '../../language/texts/signal-notice.ts';
import type { Scales } from '../amount.ts';
import { formatWhy } from '../why.ts';
import { badge } from '../badge.ts';
import { dotted, lines, type Line } from '../lines.ts';
import { formatWay, legLine } from './ask-notices.ts';
import { formatStep, formatWishes } from './signal-notices.ts';
import { formatSaid } from '../../language/said.ts';

type Dry = Extract<Notice, { readonly type: 'signal.dry' }>;

function accountLines(speech: Speech, told: DryAccount, symbol: string, scales: Scales): readonly Line[] {
  const { account, legs, refusal } = told;
  const words = speech.say(signalNoticeTexts);
  const held = decimal(told.held);
  const side = speech.say(noticeTexts).side[held.isNegative() ? 'short' : 'long'];
  const real = speech.quantity(held, scales(account.brokerId, symbol));
  return [
    ...legs.map((leg) => legLine(speech, leg, symbol, scales)),
    refusal === null
      ? null
      : dotted(
          badge(account),
          words.noneFor[legs.length === 0 ? 'order' : 'entry'](formatWhy(speech, refusal)),
          refusal.code,
        ),
    held.isZero() ? null : dotted(badge(account), words.holds(`${side} ${real}`)),
  ];
}

function closing(speech: Speech, { isTest, accounts }: Dry): string {
  const words = speech.say(signalNoticeTexts);
  const hasOrders = accounts.some(({ legs }) => legs.length > 0);
  if (isTest) return hasOrders ? words.wouldTest : words.wouldNotTest;
  return hasOrders ? words.would : words.wouldNot;
}

export function signalDryText(speech: Speech, notice: Dry, scales: Scales): FormattedString {
  const words = speech.say(signalNoticeTexts);
  const { routeId, symbol, isTest } = notice;
  const title = `${symbol} ${'wishes' in notice ? formatWishes(speech, notice) : formatStep(speech, notice)}`;
  return lines(
    FormattedString.join([`🧪 ${routeId} · ${isTest ? words.test : words.dryRun} · `, FormattedString.bold(title)]),
    'wishes' in notice ? null : formatWay(speech, notice),
    ...notice.accounts.flatMap((told) => accountLines(speech, told, symbol, scales)),
    ...notice.notes.map((note) => formatSaid(speech, note)),
    closing(speech, notice),
    FormattedString.code(notice.signalId),
  );
}
