import type { Random } from '../random.ts';
import type { CallFault, Fault, FaultMatch, FaultRule, StreamFault } from './fault-rule.ts';
import { fits } from './fits.ts';

/** What a rule did, for tests. */
export interface FiredFault {
  readonly on: Required<FaultMatch>;
  readonly do: Fault;
}

/** The rules that stand, and what they did. */
export interface FaultStore {
  add(rule: FaultRule): void;
  /** Decides for every call or event before the rules are asked; `null` lets the rules decide. See `createFaultPlan`. */
  plan(decide: FaultPlan | null): void;
  /** Forgets rules and plan; `fired` stays. */
  clear(): void;
  readonly rules: readonly FaultRule[];
  readonly fired: readonly FiredFault[];
  /** What goes wrong with this call, counted as done; the first rule that fits. */
  takeForCall(call: Required<FaultMatch>): CallFault | null;
  /** What goes wrong with a handshake: the first rule that fits and names its path; neither plans nor other rules do. */
  takeForConnection(handshake: Required<FaultMatch>): CallFault | null;
  /** Whether a WS-API connection falls silent at this call: the first rule that fits and names its transport. */
  takeSilence(call: Required<FaultMatch>): Extract<StreamFault, { readonly kind: 'silence' }> | null;
  /** All rules that fit an event, in their order, counted as done. */
  takeForEvent(event: Required<FaultMatch>): readonly StreamFault[];
}

/** What goes wrong with one call or event, by chance; `null` for nothing. */
export type FaultPlan = (match: Required<FaultMatch>) => Fault | null;

interface Standing {
  readonly rule: FaultRule;
  passed: number;
  hits: number;
}

export function createFaultStore(random: Random): FaultStore {
  let standing: readonly Standing[] = [];
  let plan: FaultPlan | null = null;
  const fired: FiredFault[] = [];

  const hit = (one: Standing, match: Required<FaultMatch>): boolean => {
    const { on, times = 1, after = 0, probability = 1 } = one.rule;
    if (times !== 'always' && one.hits >= times) return false;
    if (!fits(on, match)) return false;
    if (one.passed < after) {
      one.passed += 1;
      return false;
    }
    if (probability < 1 && random() >= probability) return false;
    one.hits += 1;
    fired.push({ on: match, do: one.rule.do });
    return true;
  };
  const planned = (match: Required<FaultMatch>): Fault | null => {
    const fault = plan?.(match) ?? null;
    if (fault !== null) fired.push({ on: match, do: fault });
    return fault;
  };
  return {
    add(rule) {
      standing = [...standing, { rule, passed: 0, hits: 0 }];
    },
    plan(decide) {
      plan = decide;
    },
    clear() {
      standing = [];
      plan = null;
    },
    get rules() {
      return standing.map(({ rule }) => rule);
    },
    fired,
    takeForCall(call) {
      const chosen = planned(call);
      if (chosen !== null && isCallFault(chosen)) return chosen;
      for (const one of standing) {
        const fault = one.rule.do;
        if (isCallFault(fault) && hit(one, call)) return fault;
      }
      return null;
    },
    takeForConnection(handshake) {
      for (const one of standing) {
        const { on, do: fault } = one.rule;
        if (on.path === handshake.path && isCallFault(fault) && hit(one, handshake)) return fault;
      }
      return null;
    },
    takeSilence(call) {
      for (const one of standing) {
        const { on, do: fault } = one.rule;
        if (on.transport === call.transport && fault.kind === 'silence' && hit(one, call)) return fault;
      }
      return null;
    },
    takeForEvent(event) {
      const chosen = planned(event);
      const faults = chosen === null || isCallFault(chosen) ? [] : [chosen];
      for (const one of standing) {
        const fault = one.rule.do;
        if (!isCallFault(fault) && hit(one, event)) faults.push(fault);
      }
      return faults;
    },
  };
}

const CALL_KINDS: ReadonlySet<string> = new Set<CallFault['kind']>([
  'delay',
  'hold',
  'drop-before',
  'drop-after',
  'hang-before',
  'hang-after',
  'answer',
]);

export function isCallFault(fault: Fault): fault is CallFault {
  return CALL_KINDS.has(fault.kind);
}
