import type { Random } from '../random.ts';
import type { ActiveFault, FaultRule } from './fault-rule.ts';

/** The faults that stand now. */
export interface FaultStore {
  add(rules: readonly FaultRule[]): void;
  list(): readonly ActiveFault[];
  clear(): void;
  /** The faults for one call, each counted as a hit: any delays, then at most one other. */
  take(method: string, chatId: number | undefined): readonly ActiveFault[];
}

export function createFaultStore(random: Random): FaultStore {
  let faults: readonly ActiveFault[] = [];
  let nextId = 1;
  const applies = (fault: ActiveFault, method: string, chatId: number | undefined): boolean =>
    (fault.method === undefined || fault.method.toLowerCase() === method.toLowerCase()) &&
    (fault.chatId === undefined || fault.chatId === chatId) &&
    (fault.times === undefined || fault.hits < fault.times) &&
    (fault.probability === undefined || random() < fault.probability);
  return {
    add(rules) {
      faults = [...faults, ...rules.map((rule) => ({ ...rule, id: nextId++, hits: 0 }))];
    },
    list: () => faults,
    clear() {
      faults = [];
    },
    take(method, chatId) {
      const taken: ActiveFault[] = [];
      for (const fault of faults) {
        if (!applies(fault, method, chatId)) continue;
        taken.push(fault);
        if (fault.kind !== 'delay') break;
      }
      const ids = new Set(taken.map(({ id }) => id));
      faults = faults.map((fault) => (ids.has(fault.id) ? { ...fault, hits: fault.hits + 1 } : fault));
      return taken;
    },
  };
}
