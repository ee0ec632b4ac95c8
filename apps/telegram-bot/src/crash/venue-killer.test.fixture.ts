import { type CrashPoint, formatKill, NO_KILL } from './crash-point.test.fixture.ts';
import type { VenueWorld } from './venue-world.test.fixture.ts';

/** One SIGKILL: at a named point, at a moment, or while the desk was starting. */
export interface DoneKill {
  /** The point with its pass, `moment`, or `start`. */
  readonly where: string;
  /** Unix ms. */
  readonly at: number;
}

/** Ends desks without warning and starts the next ones. */
export interface VenueKiller {
  readonly kills: readonly DoneKill[];
  /** Until so many were ended, and at every point, if that does not take twice as many; a desk lives then. */
  run(wanted: number): Promise<void>;
}

const POINT_MS = 3_000;
const MOMENT_MS = 1_200;
const START_MS = 2_500;

export function createVenueKiller(
  world: VenueWorld,
  { dice, points }: { readonly dice: () => number; readonly points: readonly CrashPoint[] },
): VenueKiller {
  const kills: DoneKill[] = [];
  const waiting = [...points];
  const note = (where: string) => void kills.push({ where, at: Date.now() });

  async function killAtPoint(point: CrashPoint): Promise<boolean> {
    const kill = { point, pass: dice() < 0.7 ? 1 : 2, afterMs: dice() < 0.8 ? 0 : Math.ceil(dice() * 60) };
    await world.desk.arm(kill).catch(() => {});
    const isDead = await world.until('the point is passed', () => world.desk.isDead, POINT_MS).catch(() => false);
    if (!isDead) {
      await world.desk.arm(NO_KILL).catch(() => {});
      return false;
    }
    note(formatKill(kill));
    return true;
  }
  async function killAtMoment(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, dice() ** 2 * MOMENT_MS));
    note('moment');
  }
  async function killOne(): Promise<void> {
    const point = dice() < 0.8 ? waiting.shift() : undefined;
    if (point === undefined) return killAtMoment();
    if (await killAtPoint(point)) return;
    // another time, when there is more to do
    waiting.push(point);
    await killAtMoment();
  }

  return {
    kills,
    async run(wanted) {
      const isOver = () => kills.length >= (waiting.length === 0 ? wanted : 2 * wanted);
      while (!isOver()) {
        await killOne();
        await world.bury();
        while (!isOver() && dice() < 0.15) {
          await world.start({ killAfterMs: dice() * START_MS });
          await world.until('the desk dies at its start', () => world.desk.isDead);
          note('start');
          await world.bury();
        }
        await world.start();
      }
    },
  };
}
