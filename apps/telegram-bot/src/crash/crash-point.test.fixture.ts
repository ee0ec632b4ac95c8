import type { ProbePoint } from '@perpdesk/signals';

/**
 * Where the desk of a crash test may end: between two steps of the engine, before any durable commit (of the journal or of
 * the paper exchange), when a message is about to leave for Telegram, when Telegram's answer has come.
 */
export type CrashPoint = ProbePoint | 'commit' | 'telegram-request' | 'telegram-answer';

export interface Kill {
  readonly point: CrashPoint;
  /** 1 ends it when the point is passed for the first time. */
  readonly pass: number;
  /** The end comes so much later, ms: in the middle of what follows the point. */
  readonly afterMs?: number;
}

/** How often points were passed. */
export type Passes = Readonly<Partial<Record<CrashPoint, number>>>;

/** Does not come about. */
export const NO_KILL: Kill = { point: 'commit', pass: Number.MAX_SAFE_INTEGER };

/** One kill at each pass of these points. */
function killsAt(points: readonly CrashPoint[], passes: Passes): readonly Kill[] {
  return points.flatMap((point) =>
    Array.from({ length: passes[point] ?? 0 }, (_, index) => ({ point, pass: index + 1 })),
  );
}

/** A kill for each step of a round, or none. */
export type Round = readonly (Kill | null)[];

/** All that can be killed, not only what shows most: some minutes. */
export const IS_FULL = process.env['CRASH_SWEEP'] === 'full';

/** Rounds that cover every pass of the points in every step. */
export function roundsOfEach(points: readonly CrashPoint[], steps: readonly Passes[]): readonly Round[] {
  const kills = steps.map((passes) => killsAt(points, passes));
  const longest = Math.max(...kills.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => kills.map((of) => of[index] ?? null));
}

/** Rounds that cover every pass of the points, each in one of the steps: these do much the same. In full: in every step. */
export function roundsInTurn(points: readonly CrashPoint[], steps: readonly Passes[]): readonly Round[] {
  if (IS_FULL) return roundsOfEach(points, steps);
  const most = Object.fromEntries(points.map((point) => [point, Math.max(...steps.map((of) => of[point] ?? 0))]));
  return killsAt(points, most).map((kill, index) => {
    const able = steps.flatMap((passes, step) => ((passes[kill.point] ?? 0) >= kill.pass ? [step] : []));
    return steps.map((_, step) => (step === able[index % able.length] ? kill : null));
  });
}

export function formatKill({ point, pass, afterMs = 0 }: Kill): string {
  return `${point}:${pass}:${afterMs}`;
}

export function parseKill(text: string): Kill | null {
  const [point, pass, afterMs] = text.split(':');
  if (point === undefined || point === '') return null;
  return { point: point as CrashPoint, pass: Number(pass), afterMs: Number(afterMs) };
}
