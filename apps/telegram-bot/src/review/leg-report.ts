import { describeOut, type LegStory } from '@perpdesk/signals';
import type { FillRow } from '@perpdesk/journal/port';
import { formatClock } from './moments.ts';
import { planWords, type Words } from './plan-words.ts';
import { printable, wrap } from './text-table.ts';

const NAME_WIDTH = 10;

/** One order of a signal on one account: what became of it, why, and how. */
export function formatLeg(story: LegStory, width: number): readonly string[] {
  return [printable(headOf(story)), ...wordsOf(story).flatMap((words) => named(words, width))];
}

function headOf({ intent }: LegStory): string {
  const { brokerId, leg, kind, state, side, quantity, filledQuantity, averagePrice } = intent;
  const what = `${brokerId} · order ${leg}, ${kind}: ${state}`;
  const filled =
    filledQuantity === '0' ? '' : `, filled ${filledQuantity}${averagePrice === null ? '' : ` at ${averagePrice}`}`;
  const asked = quantity === null ? '' : ` · ${side} ${quantity} ${intent.symbol}`;
  return `${what}${asked}${filled}`;
}

function wordsOf({ intent, meaning, plan, attempts, fills }: LegStory): readonly Words[] {
  const isStop = intent.triggerPrice !== null;
  const why = intent.code === null || intent.code === 'done' ? null : intent.code;
  return [
    ...(why === null ? [] : [['why', `${why}${intent.detail === null ? '' : `: ${intent.detail}`}`] as const]),
    ...(why === null && intent.detail !== null ? [['note', intent.detail] as const] : []),
    ...(meaning === null || intent.detail !== null ? [] : [['', meaning] as const]),
    ...(isStop ? [['triggers', `at ${intent.triggerPrice ?? ''}`] as const] : []),
    ...(plan === null
      ? []
      : [
          ['planned', `${formatClock(plan.at)} · ${outcomeWords(plan.out, intent.detail)}`] as const,
          ...planWords(plan, intent.kind === 'increase'),
        ]),
    ...attempts.map(({ attempt, clientOrderId, markedAt, sentAt, acknowledgedAt, answer }): Words => [
      `attempt ${attempt}`,
      [
        clientOrderId ?? 'no id',
        `marked ${formatClock(markedAt)}`,
        `sent ${formatClock(sentAt)}`,
        `acknowledged ${acknowledgedAt === null ? 'not' : formatClock(acknowledgedAt)}`,
        ...(answer === null ? [] : [answer]),
      ].join(', '),
    ]),
    ...fills.map((fill, index): Words => [`fill ${index + 1}`, fillWords(fill)]),
  ];
}

/** A refusal is told in its own words once. */
function outcomeWords(out: unknown, detail: string | null): string {
  const words = describeOut(out);
  return detail !== null && words.endsWith(`: ${detail}`) ? words.slice(0, -detail.length - 2) : words;
}

function fillWords({ quantity, price, fee, feeAsset, venueAt, recordedAt, tradeId }: FillRow): string {
  const times = `at the exchange ${formatClock(venueAt)}, written down ${formatClock(recordedAt)}`;
  return `${quantity} at ${price}, fee ${fee} ${feeAsset}, trade ${tradeId}; ${times}`;
}

function named([name, text]: Words, width: number): readonly string[] {
  const [first = '', ...rest] = wrap(printable(text), width, ' '.repeat(NAME_WIDTH + 4));
  return [`  ${name.padEnd(NAME_WIDTH)}  ${first.trimStart()}`, ...rest];
}
