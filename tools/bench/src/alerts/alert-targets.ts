import type { Verdict } from '../verdict.ts';
import type { AlertFigures } from './alert-figures.ts';
import type { BurstFigures } from './measure-burst.ts';
import type { FanOutFigures } from './measure-fan-out.ts';

/** What was promised of the program on its own database; PostgreSQL's figures are told beside. */
export interface AlertResults {
  readonly figures: readonly AlertFigures[];
  readonly burst: readonly BurstFigures[];
  readonly fanOut: readonly FanOutFigures[];
}

const MOST_P50 = 2;
const MOST_P99 = 3;
const MOST_ANSWER_MS = 1_000;
/** Calls that are no orders: what completes and compares the accounts now and then. */
const MOST_CALLS = 1.05;
const MOST_WIDE = 2;
const MOST_SLOW = 1.2;

export function judgeAlerts({ figures, burst, fanOut }: AlertResults): readonly Verdict[] {
  const own = figures.find(({ name }) => name === 'perpdesk-sqlite');
  const rush = burst.find(({ name }) => name === 'perpdesk-sqlite');
  const byWidth = fanOut.filter(({ name }) => name === 'perpdesk-sqlite').toSorted((a, b) => a.accounts - b.accounts);
  const [narrow, wide] = [byWidth[0], byWidth.at(-1)];
  const { p50Ratio = Number.NaN, p99Ratio = Number.NaN, callsPerOrder = Number.NaN } = own ?? {};
  const slower = wide === undefined ? Number.NaN : wide.besideSlow / wide.quick;
  const wider = (wide?.lastFar ?? Number.NaN) / (narrow?.lastFar ?? Number.NaN);
  const isWhole = rush !== undefined && rush.accepted === rush.alerts && rush.missing === 0 && rush.surplus === 0;
  return [
    { text: `p50 ${p50Ratio.toFixed(2)} of the bare handler’s (at most ${MOST_P50})`, isMet: p50Ratio <= MOST_P50 },
    { text: `p99 ${p99Ratio.toFixed(2)} (at most ${MOST_P99})`, isMet: p99Ratio <= MOST_P99 },
    {
      text: `${callsPerOrder.toFixed(3)} requests per executed leg (at most ${MOST_CALLS})`,
      isMet: callsPerOrder <= MOST_CALLS,
    },
    {
      text: `burst: ${rush?.accepted ?? 0} of ${rush?.alerts ?? 0} answered 200, the last after ${Math.round(rush?.answerMax ?? Number.NaN)} ms (each in less than ${MOST_ANSWER_MS})`,
      isMet: rush !== undefined && rush.accepted === rush.alerts && rush.answerMax < MOST_ANSWER_MS,
    },
    {
      text: `burst: ${rush?.missing ?? 0} orders lost, ${rush?.surplus ?? 0} too many (none)`,
      isMet: isWhole,
    },
    {
      text: `${wide?.accounts ?? 0} accounts of a far exchange ${wider.toFixed(2)} of ${narrow?.accounts ?? 0} (less than ${MOST_WIDE})`,
      isMet: wide !== narrow && wider < MOST_WIDE,
    },
    {
      text: `one slow account of ${wide?.accounts ?? 0} costs the others ${percent(slower)} (less than 20 %)`,
      isMet: slower < MOST_SLOW,
    },
  ];
}

function percent(ratio: number): string {
  return `${((ratio - 1) * 100).toFixed(0)} %`;
}
