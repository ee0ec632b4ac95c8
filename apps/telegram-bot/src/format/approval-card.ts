import { FormattedString } from '@grammyjs/parse-mode';
import type { ApprovalOutcome } from '../desk/approval/ask-approval.ts';
import type { Speech } from '../language/speech.ts';
import { approvalTexts } from '../language/texts/approval.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { commandLine } from './command-line.ts';
import { dotted, lines } from './lines.ts';
import { formatActor } from '../language/actor.ts';

export type AskedApproval = Exclude<ApprovalOutcome, { readonly type: 'barred' }>;

function what(speech: Speech, { account, command }: AskedApproval): FormattedString {
  return dotted(account === null ? null : badge(account), commandLine(speech, command));
}

/** Asks for a code, or asks another person: in the language of where it is shown. */
export function approvalCard(speech: Speech, asked: AskedApproval): Card {
  const words = speech.say(approvalTexts);
  const { nonce, expiresAt } = asked.card;
  const until = words.validUntil(speech.time(expiresAt));
  const no = { type: 'tap', data: `c:${nonce}:n` } as const;
  if (asked.type === 'code-asked') {
    return {
      text: lines(
        FormattedString.join(['🔐 ', FormattedString.bold(words.codeTitle)]),
        what(speech, asked),
        words.codeAsks,
        words.codeGone,
        until,
      ),
      buttons: [[{ ...no, label: words.takeBack }]],
    };
  }
  const who = formatActor(speech, `user:${asked.askerId}`);
  return {
    text: lines(
      FormattedString.join(['👥 ', FormattedString.bold(words.secondTitle(who))]),
      what(speech, asked),
      words.secondAsks,
      until,
    ),
    buttons: [
      [
        { type: 'tap', data: `c:${nonce}:y`, label: words.approve, style: 'success' },
        { ...no, label: words.decline },
      ],
    ],
  };
}

/** Told to owners: somebody tried too many codes. */
export function lockedCard(
  speech: Speech,
  { actor, tries, until }: { readonly actor: string; readonly tries: number; readonly until: number },
): Card {
  const words = speech.say(approvalTexts);
  return {
    text: lines(
      FormattedString.join(['⚠️ ', FormattedString.bold(words.lockedTitle)]),
      words.lockedMeans(formatActor(speech, actor), tries, speech.moment(until)),
    ),
    buttons: [],
  };
}
