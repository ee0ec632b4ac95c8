import { formatDecimal } from '@perpdesk/broker-core';
import type { OutboxRow } from '@perpdesk/journal/port';
import type { SignalStory } from '@perpdesk/signals';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { formatNotice } from '../format/notice/format-notice.ts';
import { isNotice } from '../outbox/desk-message.ts';
import { readDeskMessage } from '../outbox/render-row.ts';
import { formatLeg } from './leg-report.ts';
import { formatClock, formatInstant } from './moments.ts';
import { formatAsk, formatSource } from './signal-words.ts';
import { formatSteps } from './steps-table.ts';
import { printable, wrap, wrapHanging } from './text-table.ts';

/** All about one signal, for a terminal of so many columns. */
export function formatStory(story: SignalStory, width: number): readonly string[] {
  const { row, legs, messages } = story;
  return [
    ...headOf(story, width),
    '',
    'Body, without secrets',
    ...wrap(printable(prettyBody(row.body)), width, '  '),
    ...readingOf(story, width),
    ...streamOf(story, width),
    ...legs.flatMap((leg) => ['', ...formatLeg(leg, width)]),
    ...(legs.length === 0
      ? []
      : ['', 'ms of each step since the one before', ...indented(formatSteps(legs, width - 2))]),
    ...(messages.length === 0 ? [] : ['', 'Messages', ...messages.flatMap((message) => messageLines(message, width))]),
  ];
}

function headOf({ row, meaning }: SignalStory, width: number): readonly string[] {
  const { id, source, state, code, detail, receivedAt, parsedAt } = row;
  const why = code === null ? '' : ` (${code})`;
  const read = parsedAt === null ? '' : `, read in ${parsedAt - receivedAt} ms`;
  return [
    printable(`Signal ${id} of ${formatSource(source)}: ${state}${why}`),
    `received ${formatInstant(receivedAt)} UTC${read}`,
    ...(detail === null ? [] : wrap(printable(detail), width)),
    ...(meaning === null || detail !== null ? [] : wrap(meaning, width)),
  ];
}

function prettyBody(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    // numbers as they came: a parsed one may have lost digits
    return typeof value === 'object' && value !== null && /^[^\\]*$/.test(body) ? spread(body) : body;
  } catch {
    return body;
  }
}

/** A blank behind each comma and colon outside of texts, so that lines can be broken there. */
function spread(json: string): string {
  return json.replace(/"[^"]*"|[,:]/g, (found) => (found === ',' || found === ':' ? `${found} ` : found));
}

function readingOf({ stored }: SignalStory, width: number): readonly string[] {
  if (stored === null) return [];
  const { signal } = stored;
  const { symbol, stream, price, firedAt, receivedAt, notes } = signal;
  const transition = 'wishes' in signal ? '' : ` (${signal.transition})`;
  const at = price === null ? '' : ` at ${formatDecimal(price)}`;
  const fired =
    firedAt === null
      ? 'without a time'
      : `fired ${formatInstant(firedAt)} UTC, ${receivedAt - firedAt} ms before it came`;
  return [
    '',
    'Read as',
    ...wrap(printable(`${symbol} ${formatAsk(signal)}${transition}${at}, of ${stream}; ${fired}`), width, '  '),
    ...notes.flatMap((note) => wrap(printable(`- ${note}`), width, '  ')),
  ];
}

function streamOf({ plan }: SignalStory, width: number): readonly string[] {
  if (plan === null) return [];
  const { at, stream, step, policy, accounts, dry } = plan;
  const last =
    stream === null ? 'nothing was applied of it before' : `it stood at ${formatDecimal(stream.lastPosition)}`;
  const words = [
    `${formatClock(at)}: ${last}${step === null ? '' : `; the signal ${STEPS[step.type]}`}.`,
    `The route: execute ${policy.execute}, on a gap ${policy.onGap}, at first sight ${policy.firstSight}; accounts ${accounts.map((id) => (dry.includes(id) ? `${id} (dry)` : id)).join(', ')}.`,
  ];
  return ['', 'Taken to its stream', ...words.flatMap((line) => wrap(printable(line), width, '  '))];
}

const STEPS = {
  fits: 'follows on that',
  'fits-late': 'follows on that, though a newer one was applied before',
  gap: 'does not follow on that: one is missing',
  'first-sight': 'comes from a position that the desk did not know',
  superseded: 'was overtaken by a newer one',
  nothing: 'changes nothing',
} as const satisfies Readonly<Record<NonNullable<NonNullable<SignalStory['plan']>['step']>['type'], string>>;

function messageLines(row: OutboxRow, width: number): readonly string[] {
  const [text = ''] = textOf(row).split('\n');
  const state = row.error === null ? row.state : `${row.state}: ${row.error}`;
  const head = `${formatClock(row.createdAt)} ${row.target}, ${row.type}, ${state}`;
  return wrapHanging(printable(text === '' ? head : `${head} · ${text}`), width, '  ');
}

function textOf(row: OutboxRow): string {
  const message = readDeskMessage(row);
  if (!isNotice(message)) return '';
  return formatNotice(PLAIN_SPEECH, message, () => null).toString();
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
