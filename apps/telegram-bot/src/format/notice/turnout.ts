import type { Notice, Turnout } from '@perpdesk/signals';
import type { Speech } from '../../language/speech.ts';
import { noticeTexts } from '../../language/texts/notice.ts';
import { formatWhy } from '../why.ts';
import { badge } from '../badge.ts';
import { dotted, type Line } from '../lines.ts';

/** `2 of 3 accounts in`, and why the others are not, but for the account that the notice itself is about. */
export function turnoutLines(speech: Speech, notice: Notice, turnout: Turnout): readonly Line[] {
  const words = speech.say(noticeTexts);
  const told = notice.type !== 'order.filled' && 'account' in notice ? notice.account?.brokerId : undefined;
  return [
    words.turnout(turnout.in, turnout.of),
    ...turnout.out
      .filter(({ account }) => account.brokerId !== told)
      .map(({ account, code, detail }) => dotted(badge(account), words.out(formatWhy(speech, { code, detail })), code)),
  ];
}
