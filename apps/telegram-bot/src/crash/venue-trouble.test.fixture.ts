import type { CallFault, FaultPlan, StreamFault, BinanceVenue } from '@perpdesk/binance-venue';
import { createDice } from './dice.test.fixture.ts';
import type { DeskTimings } from './desk-timings.test.fixture.ts';
import type { Span } from './naked-spells.test.fixture.ts';

/** What goes wrong at the exchange, and how often something did. */
export interface VenueTrouble {
  /** From now on all goes well. */
  end(): void;
  readonly calls: number;
  readonly faulted: number;
  /** When it left a request of the account without an answer that was still waited for. */
  silences(account: string): readonly Span[];
}

type Odds<T> = readonly (readonly [chance: number, fault: (ms: number) => T])[];

const answer = (status: number, code: number, msg: string, isExecuted: boolean): CallFault => ({
  kind: 'answer',
  status,
  code,
  msg,
  isExecuted,
});
const UNKNOWN = 'Unknown error, please check your request or try again later.';
const DISCONNECTED = 'Internal error; unable to process your request. Please try again.';
const TIMED_OUT = 'Timeout waiting for response from backend server. Send status unknown; execution status unknown.';
const THROTTLED =
  'Request throttled by system-level protection. Reduce-only/close-position orders are exempt. Please try again.';
const UNAVAILABLE = 'Service Unavailable.';

/** Of calls that place, change or cancel: lost before, lost after, late beyond their validity, answered wrongly. */
const WRITES: Odds<CallFault> = [
  [0.04, () => ({ kind: 'drop-before' })],
  [0.05, () => ({ kind: 'drop-after' })],
  [0.03, () => ({ kind: 'hang-before' })],
  [0.05, () => ({ kind: 'hang-after' })],
  [0.04, (ms) => ({ kind: 'hold', ms: 5 * ms })],
  [0.04, (ms) => ({ kind: 'delay', ms: 5 * ms })],
  [0.03, () => answer(503, -1000, UNKNOWN, true)],
  [0.03, () => answer(503, -1000, UNKNOWN, false)],
  [0.03, () => answer(503, -1001, DISCONNECTED, true)],
  [0.03, () => answer(503, -1001, DISCONNECTED, false)],
  [0.02, () => answer(408, -1007, TIMED_OUT, true)],
  [0.02, () => answer(503, -1008, THROTTLED, false)],
  [0.02, () => answer(503, -1000, UNAVAILABLE, false)],
];
/** Of all other calls: mostly slow, for a desk connects with twenty of them, and one that is lost is another connect. */
const READS: Odds<CallFault> = [
  [0.18, (ms) => ({ kind: 'delay', ms: 1 + ms })],
  [0.02, () => ({ kind: 'drop-before' })],
  [0.02, () => ({ kind: 'drop-after' })],
  [0.01, () => ({ kind: 'hang-before' })],
  [0.015, () => answer(503, -1000, UNKNOWN, false)],
  [0.01, () => answer(503, -1001, DISCONNECTED, false)],
  [0.01, () => answer(503, -1000, UNAVAILABLE, false)],
  [0.005, () => answer(503, -1008, THROTTLED, false)],
];
const EVENTS: Odds<StreamFault> = [
  [0.03, (ms) => ({ kind: 'late', ms })],
  [0.03, () => ({ kind: 'drop-event' })],
  [0.02, () => ({ kind: 'duplicate' })],
  [0.01, () => ({ kind: 'reorder' })],
  [0.02, () => ({ kind: 'close' })],
  [0.01, () => ({ kind: 'expire-key' })],
  [0.005, () => ({ kind: 'silence' })],
  [0.005, () => ({ kind: 'malformed' })],
];
const HANDSHAKES = 0.05;
const LONGEST_MS = 300;
/** How long a desk waits for an answer. */
const PATIENCE_MS: Readonly<Record<DeskTimings, number>> = { quick: 1_000, default: 10_000 };
const isWrite = (method: string, path: string) =>
  /\.(?:place|modify|cancel)$/.test(path) || (method !== 'GET' && /[oO]rders?$/.test(path));

export interface TroubleOptions {
  readonly seed: number;
  readonly timings: DeskTimings;
}

/** Makes trouble at the exchange, by the seed: more than a quarter of all calls, and of events. */
export function makeTrouble({ faults }: BinanceVenue, { seed, timings }: TroubleOptions): VenueTrouble {
  const dice = createDice(seed);
  const draw = <T>(odds: Odds<T>): T | null => {
    let left = dice();
    const ms = Math.floor(dice() * LONGEST_MS);
    for (const [chance, fault] of odds) {
      left -= chance;
      if (left < 0) return fault(ms);
    }
    return null;
  };
  const hangs: (Span & { readonly account: string })[] = [];
  const count = { calls: 0, faulted: 0 };
  const plan: FaultPlan = ({ transport, method, path, account }) => {
    if (transport === 'stream') return draw(EVENTS);
    const fault = draw(isWrite(method, path) ? WRITES : READS);
    count.calls += 1;
    if (fault !== null) count.faulted += 1;
    if (fault?.kind === 'hang-before' || fault?.kind === 'hang-after') {
      const from = Date.now();
      hangs.push({ account, from, to: from + PATIENCE_MS[timings] });
    }
    return fault;
  };
  faults.plan(plan);
  faults.add({ on: { path: 'connect' }, times: 'always', probability: HANDSHAKES, do: { kind: 'drop-before' } });
  return {
    end: () => faults.clear(),
    // what needs no key is of no account: of all
    silences: (account) => hangs.filter((it) => it.account === account || it.account === ''),
    get calls() {
      return count.calls;
    },
    get faulted() {
      return count.faulted;
    },
  };
}
