import type { Clock } from '@perpdesk/broker-core';
import type { Dice } from './dice.test.fixture.ts';
import type { Profile } from './profile.test.fixture.ts';

/** The clock of the machine on which desk and journal run: somebody sets it now and then, and nothing falls due by that. */
export interface MachineClock extends Clock {
  /** Once a second. */
  act(): void;
}

export interface MachineClockOptions {
  /** The time that it is. */
  readonly clock: Clock;
  readonly dice: Dice;
  readonly profile: () => Profile;
  readonly trace: (line: string) => void;
}

/** How far off it may be, ms: what a network's time service mends, and what a person or a sleeping machine does. */
const FAR_MS = [400, 3_000, 15_000, 120_000, 900_000] as const;
/** An order may be valid for so long that was marked while it was ahead, by an exchange's time of when it was behind. */
export const LONGEST_VALID_MS = 2 * Math.max(...FAR_MS);

export function createMachineClock({ clock, dice, profile, trace }: MachineClockOptions): MachineClock {
  let offMs = 0;
  return {
    now: () => clock.now() + offMs,
    schedule: (delayMs, callback) => clock.schedule(delayMs, callback),
    act() {
      const { clocks } = profile().whims;
      if (clocks === 0 || !dice.chance(clocks)) return;
      const far = dice.pick(FAR_MS);
      offMs = offMs !== 0 && dice.chance(0.5) ? 0 : dice.between(-far, far);
      trace(`the clock is set ${offMs} ms off`);
    },
  };
}
