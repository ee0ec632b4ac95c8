import type { Times } from '../language/times.ts';

export interface TimeTick {
  /** Of the moment in the list. */
  readonly index: number;
  readonly label: string;
  /** A new day begins there. */
  readonly isDay: boolean;
}

type AxisTimes = Pick<Times, 'wall' | 'clock' | 'day'>;

const HOUR = 60;
const DAY = 24 * HOUR;
/** Minutes between two labels. */
const STEPS = [
  5,
  15,
  30,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  6 * HOUR,
  12 * HOUR,
  ...[1, 2, 4, 7, 14, 28, 56, 91].map((it) => it * DAY),
];

/** Labels at round times of the reader's clock, at most so many, for bars that open at these moments (Unix ms, rising). */
export function timeAxis(moments: readonly number[], most: number, times: AxisTimes): readonly TimeTick[] {
  const walls = moments.map((at) => times.wall(at));
  let ticks: readonly TimeTick[] = [];
  for (const step of STEPS) {
    const bucket = ({ day, minutes }: (typeof walls)[number]) => Math.floor((day * DAY + minutes) / step);
    ticks = moments.flatMap((at, index) => {
      const [before, wall] = [walls[index - 1], walls[index]];
      if (before === undefined || wall === undefined || bucket(before) === bucket(wall)) return [];
      const isDay = step >= DAY || before.day !== wall.day;
      return [{ index, label: isDay ? times.day(at) : times.clock(at), isDay }];
    });
    if (ticks.length <= most) return ticks;
  }
  return ticks;
}
