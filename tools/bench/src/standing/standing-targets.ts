import { median } from '../alerts/median.ts';
import type { Verdict } from '../verdict.ts';
import type { EmbeddedFigures } from './measure-embedded.ts';
import type { GrowthPoint } from './measure-growth.ts';
import type { OpenFigures } from './measure-open.ts';

export interface StandingResults {
  readonly embedded: EmbeddedFigures;
  readonly open: OpenFigures;
  readonly growth: readonly GrowthPoint[];
}

const MB = 1024 * 1024;
const MOST_READY_MS = 1_500;
const MOST_OPEN_READY_MS = 5_000;
const MOST_IDLE_MB = 120;
const MOST_WIDE_MB = 150;
/** From the middle of the long run to its end. */
const MOST_GROWTH = 1.1;

export function judgeStanding({ embedded, open, growth }: StandingResults): readonly Verdict[] {
  const ready = median(embedded.readyMs);
  const [idle, wide] = [embedded.idleBytes / MB, open.idleBytes / MB];
  const middle = growth[Math.ceil(growth.length / 2) - 1];
  const last = growth.at(-1);
  const grown = (last?.bytes ?? Number.NaN) / (middle?.bytes ?? Number.NaN);
  const isWhole = open.open > 0 && open.sentAgain === 0;
  return [
    {
      text: `embedded desk ready after ${ready.toFixed(0)} ms (less than ${MOST_READY_MS})`,
      isMet: ready < MOST_READY_MS,
    },
    {
      text: `with ${open.open} open orders after ${open.openReadyMs.toFixed(0)} ms (less than ${MOST_OPEN_READY_MS}), ${open.sentAgain} sent again (none)`,
      isMet: isWhole && open.openReadyMs < MOST_OPEN_READY_MS,
    },
    { text: `${idle.toFixed(0)} MB at rest (at most ${MOST_IDLE_MB})`, isMet: idle <= MOST_IDLE_MB },
    {
      text: `${wide.toFixed(0)} MB with ${open.accounts} accounts (at most ${MOST_WIDE_MB})`,
      isMet: wide <= MOST_WIDE_MB,
    },
    {
      text: `memory after ${last?.events ?? 0} events ${grown.toFixed(2)} of that after half of them (at most ${MOST_GROWTH})`,
      isMet: grown <= MOST_GROWTH,
    },
  ];
}
