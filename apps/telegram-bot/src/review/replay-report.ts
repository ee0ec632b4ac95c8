import type { ReplayDifference, ReplayedLeg, ReplayedPart, SignalReplay } from '@perpdesk/signals';
import { plural } from '../format/plural.ts';
import { printable, wrap, wrapHanging } from './text-table.ts';

/** What a replay found, one block a signal; in a range only what differs is told in full. */
export function formatReplays(replays: readonly SignalReplay[], width: number): readonly string[] {
  const [only] = replays;
  if (replays.length === 1 && only !== undefined) return formatReplay(only, width);
  const differing = replays.filter(({ verdict }) => verdict === 'different');
  const count = (verdict: SignalReplay['verdict']) => replays.filter((one) => one.verdict === verdict).length;
  return [
    ...differing.flatMap((replay) => [...formatReplay(replay, width), '']),
    `${plural(replays.length, 'signal')}: ${count('same')} the same, ${differing.length} different, ${count('not-replayed')} not replayed.`,
  ];
}

const VERDICTS = { same: 'the same', different: 'different', 'not-replayed': 'not replayed' } as const;

function formatReplay({ signalId, verdict, reading, step, legs }: SignalReplay, width: number): readonly string[] {
  return [
    printable(`Signal ${signalId}: ${VERDICTS[verdict]}`),
    ...partLines('read', reading, width),
    ...partLines('step', step, width),
    ...legs.flatMap((leg) => legLines(leg, width)),
  ];
}

function legLines(leg: ReplayedLeg, width: number): readonly string[] {
  const name = `${leg.brokerId} · order ${leg.leg}, ${leg.kind}`;
  const planned = leg.plan === null || leg.verdict === 'different' ? '' : ` · ${leg.plan}`;
  return [
    ...partLines(name, leg, width, planned),
    ...(leg.policy.length === 0 ? [] : wrap('changed since then:', width, '      ')),
    ...leg.policy.flatMap((change) => differenceLines(change, width, '        ')),
  ];
}

function partLines(name: string, part: ReplayedPart, width: number, tail = ''): readonly string[] {
  const note = part.note === null ? '' : ` (${part.note})`;
  return [
    ...wrapHanging(printable(`${name}: ${VERDICTS[part.verdict]}${note}${tail}`), width, '  '),
    ...part.differences.flatMap((difference) => differenceLines(difference, width, '      ')),
  ];
}

function differenceLines({ about, recorded, now }: ReplayDifference, width: number, indent: string): readonly string[] {
  return wrapHanging(printable(`${about}: then ${recorded}; now ${now}`), width, indent);
}
