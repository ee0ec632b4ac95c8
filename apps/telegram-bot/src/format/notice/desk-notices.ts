import { FormattedString } from '@grammyjs/parse-mode';
import type { Notice } from '@perpdesk/signals';
import { badges } from '../badge.ts';
import { dotted, lines } from '../lines.ts';
import { plural } from '../plural.ts';

type Of<T extends Notice['type']> = Extract<Notice, { readonly type: T }>;

/** `user 111` for `user:111`. */
export function formatActor(actor: string): string {
  return actor.replace(':', ' ');
}

export function panicStartedText(notice: Of<'panic.started'>): FormattedString {
  return lines(
    FormattedString.join(['🚨 ', FormattedString.bold(`PANIC by ${formatActor(notice.actor)}`)]),
    'Signals are blocked, entries are being cancelled, positions are being closed.',
    badges(notice.accounts),
  );
}

export function panicFinishedText(notice: Of<'panic.finished'>): FormattedString {
  const closed = notice.closed.map((line) => `closed ${line}`);
  if (notice.flat) {
    return lines(
      FormattedString.join(['🟢 ', FormattedString.bold('FLAT')]),
      closed.length === 0 ? 'There was nothing to close.' : null,
      ...closed,
      'The exchange confirmed it twice. Entries stay blocked until /resume.',
    );
  }
  return lines(
    FormattedString.join(['🆘 ', FormattedString.bold('NOT FLAT')]),
    ...notice.left.map((line) => `left ${line}`),
    ...closed,
    'Send /panic again, or close it at the exchange. Entries stay blocked.',
  );
}

export function deskPausedText(notice: Of<'desk.paused'>): FormattedString {
  return FormattedString.join([
    '⏸ ',
    FormattedString.bold('Paused'),
    ` by ${formatActor(notice.actor)}. No entries until /resume; closing stays possible.`,
  ]);
}

export function deskResumedText(notice: Of<'desk.resumed'>): FormattedString {
  const accepted = notice.accepted.length === 0 ? '' : ` Drift accepted: ${notice.accepted.join(', ')}.`;
  return FormattedString.join(['▶️ ', FormattedString.bold('Resumed'), ` by ${formatActor(notice.actor)}.${accepted}`]);
}

export function deskStartedText(notice: Of<'desk.started'>): FormattedString {
  return lines(
    FormattedString.join(['🟢 ', FormattedString.bold('Desk started'), ' · ', badges(notice.accounts)]),
    dotted(
      notice.resumed === 0 ? null : `${plural(notice.resumed, 'signal')} taken up again`,
      notice.expired === 0 ? null : `${plural(notice.expired, 'signal')} expired while it was off`,
    ),
    ...notice.notes,
  );
}
