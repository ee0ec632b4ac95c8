import { chatsOfSoak, eventOfSoak, type SoakPlan } from './soak-plan.test.fixture.ts';

const EVENT = /(🚨 PANIC|Paused) by user (\d+)|EV(\d+)USDT/gu;

export interface SoakVerdict {
  /** Messages that had to be told: one for each event and chat that hears of it. */
  readonly wanted: number;
  /** Of those, the ones told more than once. */
  readonly doubles: number;
  /** What must not be, one line each. */
  readonly faults: readonly string[];
}

/** Holds what stands in the chats against what had to be told there. */
export function findFaults(plan: SoakPlan, textsOf: (chatId: number) => readonly string[]): SoakVerdict {
  const faults: string[] = [];
  let wanted = 0;
  let doubles = 0;
  const heard = new Map<string, { readonly id: number; readonly isCritical: boolean }[]>();
  for (let id = 0; id < plan.events; id += 1) {
    const { isCritical, targets } = eventOfSoak(plan, id);
    for (const target of targets) heard.set(target, [...(heard.get(target) ?? []), { id, isCritical }]);
  }
  for (const { name, id: chatId } of chatsOfSoak(plan)) {
    const text = textsOf(chatId).join('\n');
    const told = [...text.matchAll(EVENT)].map(([, what, id, other]) => ({
      id: Number(id ?? other),
      isCritical: what === '🚨 PANIC',
    }));
    const mine = heard.get(name) ?? [];
    wanted += mine.length;
    const seen = new Map<number, number>();
    const last = { critical: -1, normal: -1 };
    for (const { id, isCritical } of told) {
      seen.set(id, (seen.get(id) ?? 0) + 1);
      if (seen.get(id) !== 1) continue;
      const lane = isCritical ? 'critical' : 'normal';
      if (id < last[lane]) faults.push(`${name}: event ${id} after ${last[lane]} (${lane})`);
      last[lane] = id;
    }
    for (const { id } of mine) {
      const times = seen.get(id) ?? 0;
      if (times === 0) faults.push(`${name}: event ${id} is lost`);
      if (times < 2) continue;
      doubles += 1;
      const marks = text.match(new RegExp(`may be a repeat · event event-${id}(?!\\d)`, 'g'))?.length ?? 0;
      if (marks < times - 1) faults.push(`${name}: event ${id} is told ${times} times, ${marks} of them marked`);
    }
    const known = new Set(mine.map(({ id }) => id));
    for (const id of seen.keys()) if (!known.has(id)) faults.push(`${name}: event ${id} is not for this chat`);
  }
  return { wanted, doubles, faults };
}
