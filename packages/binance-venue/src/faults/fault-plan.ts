import { createRandom } from '../random.ts';
import { type CallFault, type FaultMatch, STREAM_FAULT_KINDS, type StreamFault } from './fault-rule.ts';
import type { FaultPlan } from './fault-store.ts';
import { fits } from './fits.ts';

/** What a plan may do to a call; `-executed` ones carry it out and lie about it. */
export const PLANNED_CALL_FAULTS = [
  'delay',
  'hold',
  'drop-before',
  'drop-after',
  'hang-before',
  'hang-after',
  'unknown-error',
  'unknown-error-executed',
  'timeout',
  'timeout-executed',
  'service-unavailable',
  'throttled',
  'too-many-requests',
  'banned',
] as const;
export type PlannedCallFault = (typeof PLANNED_CALL_FAULTS)[number];

export interface FaultRates {
  /** Chance of each, 0 to 1; together at most 1. */
  readonly calls?: Partial<Readonly<Record<PlannedCallFault, number>>>;
  /** Chance of each, 0 to 1, by event; together at most 1. */
  readonly events?: Partial<Readonly<Record<StreamFault['kind'], number>>>;
  /** Which calls and events; default all. */
  readonly on?: FaultMatch;
  /** Longest delay, hold and lateness; default 200. */
  readonly longestMs?: number;
}

const UNKNOWN_ERROR = 'Unknown error, please check your request or try again later.';
const TIMEOUT = 'Timeout waiting for response from backend server. Send status unknown; execution status unknown.';
const THROTTLED =
  'Request throttled by system-level protection. Reduce-only/close-position orders are exempt. Please try again.';
const TOO_MANY = 'Too many requests; please use the websocket for live updates to avoid polling the API.';
const BANNED = 'Way too many requests; IP banned. Please use the websocket for live updates to avoid bans.';
const ONE_SECOND = { 'retry-after': '1' };

/** Draws for every call and event what goes wrong with it: the same seed gives the same faults in the same order. */
export function createFaultPlan(seed: number, rates: FaultRates): FaultPlan {
  const random = createRandom(seed);
  const { on = {}, longestMs = 200 } = rates;
  const calls = PLANNED_CALL_FAULTS.map((name) => [name, rates.calls?.[name] ?? 0] as const);
  const events = Object.entries(rates.events ?? {});
  return (match) => {
    if (!fits(on, match)) return null;
    let left = random();
    const ms = Math.floor(random() * longestMs);
    if (match.transport === 'stream') {
      for (const [kind, rate] of events) {
        left -= rate;
        if (left < 0) return toStreamFault(kind, ms);
      }
      return null;
    }
    for (const [name, rate] of calls) {
      left -= rate;
      if (left < 0) return toCallFault(name, ms);
    }
    return null;
  };
}

function toStreamFault(name: string, ms: number): StreamFault | null {
  const kind = STREAM_FAULT_KINDS.find((known) => known === name);
  if (kind === undefined) return null;
  return kind === 'late' ? { kind, ms } : { kind };
}

function toCallFault(name: PlannedCallFault, ms: number): CallFault {
  switch (name) {
    case 'delay':
    case 'hold':
      return { kind: name, ms };
    case 'drop-before':
    case 'drop-after':
    case 'hang-before':
    case 'hang-after':
      return { kind: name };
    case 'unknown-error':
    case 'unknown-error-executed':
      return answer(503, -1000, UNKNOWN_ERROR, name === 'unknown-error-executed');
    case 'timeout':
    case 'timeout-executed':
      return answer(408, -1007, TIMEOUT, name === 'timeout-executed');
    case 'service-unavailable':
      return answer(503, -1000, 'Service Unavailable.', false);
    case 'throttled':
      return answer(503, -1008, THROTTLED, false);
    case 'too-many-requests':
      return answer(429, -1003, TOO_MANY, false, ONE_SECOND);
    case 'banned':
      return answer(418, -1003, BANNED, false, ONE_SECOND);
    default:
      return name satisfies never;
  }
}

function answer(
  status: number,
  code: number,
  msg: string,
  isExecuted: boolean,
  headers: Readonly<Record<string, string>> = {},
): CallFault {
  return { kind: 'answer', status, code, msg, isExecuted, headers };
}
