import type { Journal } from '@perpdesk/journal/port';
import { readStory, type SignalReplay } from '@perpdesk/signals';
import type { SignalsArguments } from '../program/parse-signals-arguments.ts';
import { explainUnknown } from './find-signal.ts';
import { formatList, listSignals } from './list-signals.ts';
import { findReview, type Review, withJournal } from './open-review.ts';
import { findRange, replaySignals } from './replay-signals.ts';
import { formatReplays } from './replay-report.ts';
import { EXIT, type ExitCode, type ReviewPorts } from './review-ports.ts';
import { formatStory } from './story-report.ts';

export type SignalsReview = Extract<SignalsArguments, { readonly source: unknown }>;

/** `perpdesk signals list | show | replay`: reads the journal, writes nothing to it. @throws {JournalError} */
export async function reviewSignals(given: SignalsReview, ports: ReviewPorts): Promise<ExitCode> {
  const review = await findReview(given.source, ports);
  if (review === null) return EXIT.wrong;
  return withJournal(review, (journal) => answer(given, { journal, review, ports }));
}

interface Context {
  readonly journal: Journal;
  readonly review: Review;
  readonly ports: ReviewPorts;
}

function answer(given: SignalsReview, context: Context): Promise<ExitCode> {
  switch (given.command) {
    case 'signals-list':
      return list(given, context);
    case 'signals-show':
      return show(given, context);
    case 'signals-replay':
      return replay(given, context);
    default:
      return given satisfies never;
  }
}

async function list(
  given: Extract<SignalsReview, { readonly command: 'signals-list' }>,
  context: Context,
): Promise<ExitCode> {
  const { journal, ports } = context;
  const signals = await listSignals(journal, given, ports.now());
  tell(context, given.isJson ? toJson(signals) : formatList(signals, ports.width));
  return EXIT.fine;
}

async function show(
  { id, isJson }: Extract<SignalsReview, { readonly command: 'signals-show' }>,
  context: Context,
): Promise<ExitCode> {
  const { journal, ports } = context;
  const story = await readStory(journal, id);
  if (story === null) return unknown(id, context);
  tell(context, isJson ? toJson(story) : formatStory(story, ports.width));
  return EXIT.fine;
}

async function replay(
  { from, to, isJson }: Extract<SignalsReview, { readonly command: 'signals-replay' }>,
  context: Context,
): Promise<ExitCode> {
  const { journal, review, ports } = context;
  if (review.config === null) return EXIT.wrong;
  const rows = await findRange(journal, from, to);
  if ('unknown' in rows) return unknown(rows.unknown, context);
  const replays: SignalReplay[] = [];
  for await (const one of replaySignals(journal, rows, review.config)) replays.push(one);
  tell(context, isJson ? toJson(replays) : formatReplays(replays, ports.width));
  return replays.some(({ verdict }) => verdict === 'different') ? EXIT.failed : EXIT.fine;
}

async function unknown(id: string, { journal, ports, review }: Context): Promise<ExitCode> {
  ports.complain(review.redact(await explainUnknown(journal, id)));
  return EXIT.failed;
}

function toJson(value: unknown): readonly string[] {
  return [JSON.stringify(value, null, 2)];
}

function tell({ review, ports }: Context, lines: readonly string[]): void {
  ports.say(review.redact(lines.join('\n')));
}
