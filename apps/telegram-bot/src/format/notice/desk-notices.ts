import { FormattedString } from '@grammyjs/parse-mode';
import type { Notice } from '@perpdesk/signals';
import type { Speech } from '../../language/speech.ts';
import { deskNoticeTexts } from '../../language/texts/desk-notice.ts';
import { badges } from '../badge.ts';
import { dotted, lines } from '../lines.ts';
import { routeTexts } from '../../language/texts/routes.ts';
import { formatActor } from '../../language/actor.ts';
import { formatSaid } from '../../language/said.ts';
import { formatPanicLine } from '../panic-line.ts';

type Of<T extends Notice['type']> = Extract<Notice, { readonly type: T }>;

export function panicStartedText(speech: Speech, notice: Of<'panic.started'>): FormattedString {
  const words = speech.say(deskNoticeTexts);
  return lines(
    FormattedString.join(['🚨 ', FormattedString.bold(words.panic(formatActor(speech, notice.actor)))]),
    words.panicMeans,
    badges(notice.accounts),
  );
}

export function panicFinishedText(speech: Speech, notice: Of<'panic.finished'>): FormattedString {
  const words = speech.say(deskNoticeTexts);
  const closed = notice.closed.map((line) => words.closed(formatPanicLine(speech, line)));
  if (notice.flat) {
    return lines(
      FormattedString.join(['🟢 ', FormattedString.bold(words.flat)]),
      closed.length === 0 ? words.nothingToClose : null,
      ...closed,
      words.confirmed,
    );
  }
  return lines(
    FormattedString.join(['🆘 ', FormattedString.bold(words.notFlat)]),
    ...notice.left.map((line) => words.left(formatPanicLine(speech, line))),
    ...closed,
    words.again,
  );
}

export function deskPausedText(speech: Speech, notice: Of<'desk.paused'>): FormattedString {
  const words = speech.say(deskNoticeTexts);
  return lines(
    FormattedString.join([
      '⏸ ',
      FormattedString.bold(words.paused),
      words.pausedMeans(formatActor(speech, notice.actor)),
    ]),
    words.whoResumes,
    ...enteringLines(speech, notice.entering ?? []),
  );
}

function enteringLines(
  speech: Speech,
  entering: NonNullable<Of<'desk.paused'>['entering']>,
): readonly (FormattedString | string)[] {
  if (entering.length === 0) return [];
  const words = speech.say(deskNoticeTexts);
  const orders = entering.reduce((sum, one) => sum + one.orders, 0);
  return [
    words.entering(orders),
    ...entering.map(({ account, symbol, orders: count }) =>
      FormattedString.join([badges([account]), ` ${symbol}`, count === 1 ? '' : ` × ${count}`]),
    ),
    words.cancelThem,
  ];
}

export function deskResumedText(speech: Speech, notice: Of<'desk.resumed'>): FormattedString {
  const words = speech.say(deskNoticeTexts);
  const accepted = notice.accepted.length === 0 ? '' : words.accepted(notice.accepted.join(', '));
  return FormattedString.join([
    '▶️ ',
    FormattedString.bold(words.resumed),
    `${words.resumedMeans(formatActor(speech, notice.actor))}${accepted}`,
  ]);
}

export function routeSwitchedText(
  speech: Speech,
  { routeId, accounts = [], actor, to, configured }: Of<'route.switched'>,
): FormattedString {
  const words = speech.say(routeTexts);
  return lines(
    FormattedString.join([
      '🔀 ',
      ...(accounts.length === 0 ? [] : [badges(accounts), ' · ']),
      FormattedString.bold(`${routeId}: ${to}`),
      `${words.by(formatActor(speech, actor))} ${words.nextAlert(words.becomes[to])}`,
    ]),
    to === configured ? null : words.configured(configured),
  );
}

export function deskStartedText(speech: Speech, notice: Of<'desk.started'>): FormattedString {
  const words = speech.say(deskNoticeTexts);
  return lines(
    FormattedString.join(['🟢 ', FormattedString.bold(words.started), ' · ', badges(notice.accounts)]),
    dotted(
      notice.resumed === 0 ? null : words.taken(notice.resumed),
      notice.expired === 0 ? null : words.expired(notice.expired),
    ),
    ...notice.notes.map((note) => formatSaid(speech, note)),
  );
}

/** What TradingView says it sends from. */
const TRADINGVIEW: readonly string[] = ['52.89.214.238', '34.212.75.30', '54.218.53.128', '52.32.178.7'];

export function routeSenderText(speech: Speech, { routeId, address, known }: Of<'route.sender'>): FormattedString {
  const words = speech.say(deskNoticeTexts);
  return lines(
    FormattedString.join(['🔑 ', FormattedString.bold(words.sender(routeId))]),
    dotted(
      FormattedString.code(address),
      TRADINGVIEW.includes(address) ? words.tradingView : null,
      known === 0 ? words.firstOne : words.before(known),
    ),
    words.notYours,
  );
}

function whyUnwritable(speech: Speech, code: string): string {
  const why: Readonly<Record<string, string>> = speech.say(deskNoticeTexts).why;
  return why[code] ?? code;
}

export function journalUnwritableText(speech: Speech, { code }: Of<'journal.unwritable'>): FormattedString {
  const words = speech.say(deskNoticeTexts);
  return lines(
    FormattedString.join(['🆘 ', FormattedString.bold(words.unwritable), `: ${whyUnwritable(speech, code)}.`]),
    words.noEntry,
    words.exitsGoOn,
    words.mendIt,
  );
}

export function journalWritableText(
  speech: Speech,
  { since, changes, isLost, code }: Of<'journal.writable'>,
): FormattedString {
  const words = speech.say(deskNoticeTexts);
  const head = ['🟢 ', FormattedString.bold(words.writable)];
  const was = words.since(speech.time(since), whyUnwritable(speech, code));
  if (isLost) {
    return lines(FormattedString.join(head), was, words.lost(changes));
  }
  return lines(
    FormattedString.join(head),
    was,
    changes === 0 ? words.nothingAlone : words.caughtUp(changes),
    words.entriesAgain,
  );
}
