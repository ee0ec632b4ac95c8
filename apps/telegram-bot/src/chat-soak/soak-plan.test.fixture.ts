import { createDice } from '../crash/dice.test.fixture.ts';

/** What a delivery soak makes: the same from the same numbers, in every life of the desk. */
export interface SoakPlan {
  readonly events: number;
  readonly chats: number;
  readonly seed: number;
}

export interface SoakChat {
  readonly name: string;
  readonly id: number;
  /** Somebody who can write there. */
  readonly userId: number;
}

const FIRST_USER = 2_000_000;

/** Half of them people's own chats, half groups. */
export function chatsOfSoak({ chats }: SoakPlan): readonly SoakChat[] {
  return Array.from({ length: chats }, (_, index) => {
    const userId = FIRST_USER + index;
    return { name: `chat${index}`, id: index % 2 === 0 ? userId : -1_000_000 - index, userId };
  });
}

/** Which chats hear of an event, one to four of them, and whether it overtakes others. */
export function eventOfSoak(plan: SoakPlan, id: number) {
  const dice = createDice(plan.seed * 1_000_003 + id);
  const isCritical = dice() < 0.05;
  const count = 1 + Math.floor(dice() * 4);
  const targets = new Set(Array.from({ length: count }, () => `chat${Math.floor(dice() * plan.chats)}`));
  return { isCritical, targets: [...targets] };
}
