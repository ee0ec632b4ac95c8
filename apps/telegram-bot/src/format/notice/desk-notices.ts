import { FormattedString } from '@grammyjs/parse-mode';
import type { Notice } from '@perpdesk/signals';
import { badges } from '../badge.ts';
import { dotted, lines } from '../lines.ts';
import { formatTime } from '../moment.ts';
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
  return lines(
    FormattedString.join([
      '⏸ ',
      FormattedString.bold('Paused'),
      ` by ${formatActor(notice.actor)}. No entries until /resume; closing stays possible.`,
    ]),
    ...enteringLines(notice.entering ?? []),
  );
}

function enteringLines(entering: NonNullable<Of<'desk.paused'>['entering']>): readonly (FormattedString | string)[] {
  if (entering.length === 0) return [];
  const orders = entering.reduce((sum, one) => sum + one.orders, 0);
  return [
    orders === 1
      ? '⚠️ 1 entry order is at the exchange already and may still fill:'
      : `⚠️ ${orders} entry orders are at the exchange already and may still fill:`,
    ...entering.map(({ account, symbol, orders: count }) =>
      FormattedString.join([badges([account]), ` ${symbol}`, count === 1 ? '' : ` × ${count}`]),
    ),
    'Cancel them at the exchange if they are not to. /panic cancels them too, and closes all positions.',
  ];
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

/** What TradingView says it sends from. */
const TRADINGVIEW: readonly string[] = ['52.89.214.238', '34.212.75.30', '54.218.53.128', '52.32.178.7'];

export function routeSenderText({ routeId, address, known }: Of<'route.sender'>): FormattedString {
  return lines(
    FormattedString.join(['🔑 ', FormattedString.bold(`Alerts of ${routeId} come from a new address`)]),
    dotted(
      FormattedString.code(address),
      TRADINGVIEW.includes(address) ? 'one of TradingView’s' : null,
      known === 0 ? 'the first one' : `${known} other ${known === 1 ? 'address' : 'addresses'} before`,
    ),
    'If that is not yours, replace the route’s token; allowFrom lets only named addresses in.',
  );
}

const WHY: Readonly<Record<string, string>> = {
  'disk-full': 'its disk is full',
  'read-only': 'its disk or server takes no writes',
  io: 'its disk fails',
  corrupt: 'it is damaged',
  unreachable: 'its server does not answer',
  held: 'another desk has it',
  'unsafe-server': 'its server does not keep what it confirms',
};

function whyUnwritable(code: string): string {
  return WHY[code] ?? code;
}

export function journalUnwritableText({ code }: Of<'journal.unwritable'>): FormattedString {
  return lines(
    FormattedString.join(['🆘 ', FormattedString.bold('The journal cannot be written'), `: ${whyUnwritable(code)}.`]),
    'No entry begins: alerts are refused, so that they come again, and so are orders that add risk.',
    'Exits, stops, closing by hand and /panic go on. They are kept in memory until the journal takes them; if the desk ends before, they are not recorded.',
    'Mend it now. This desk says here when it writes again.',
  );
}

export function journalWritableText({ since, changes, isLost, code }: Of<'journal.writable'>): FormattedString {
  const head = ['🟢 ', FormattedString.bold('The journal is written again')];
  const was = `It could not be since ${formatTime(since)}: ${whyUnwritable(code)}.`;
  if (isLost) {
    return lines(
      FormattedString.join(head),
      was,
      `⚠️ It holds something else than this desk remembered: ${plural(changes, 'write')} could not be put into it. What was done meanwhile is read from the exchange; compare it with /positions.`,
    );
  }
  return lines(
    FormattedString.join(head),
    was,
    changes === 0
      ? 'Nothing was in memory alone.'
      : `What was done meanwhile is in it now: ${plural(changes, 'write')}.`,
    'Entries are taken again.',
  );
}
