import type { Notice, Turnout } from '@perpdesk/signals';
import { badge } from '../badge.ts';
import { dotted, type Line } from '../lines.ts';

/** `2 of 3 accounts in`, and why the others are not, but for the account that the notice itself is about. */
export function turnoutLines(notice: Notice, turnout: Turnout): readonly Line[] {
  const told = notice.type !== 'order.filled' && 'account' in notice ? notice.account?.brokerId : undefined;
  return [
    `👥 ${turnout.in} of ${turnout.of} accounts in`,
    ...turnout.out
      .filter(({ account }) => account.brokerId !== told)
      .map(({ account, code, detail }) => dotted(badge(account), `out: ${detail}`, code)),
  ];
}
