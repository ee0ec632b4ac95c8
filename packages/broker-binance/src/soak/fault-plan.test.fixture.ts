import type { BinanceVenue, CallFault } from '@perpdesk/binance-venue';
import { diceOf } from './dice.test.fixture.ts';

type Plan = Parameters<BinanceVenue['faults']['plan']>[0];

const UNKNOWN = 'Unknown error, please check your request or try again later.';
const refuse = (status: number, code: number, msg: string): CallFault => ({
  kind: 'answer',
  status,
  code,
  msg,
  isExecuted: false,
});
const unclear = (isExecuted: boolean): CallFault => ({
  kind: 'answer',
  status: 503,
  code: -1000,
  msg: UNKNOWN,
  isExecuted,
});

/** What may go wrong with a write, each as likely as the others; half of them execute all the same. */
const WRITE_FAULTS: readonly CallFault[] = [
  { kind: 'delay', ms: 40 },
  { kind: 'drop-before' },
  { kind: 'drop-after' },
  { kind: 'hang-before' },
  { kind: 'hang-after' },
  { kind: 'hold', ms: 150 },
  { kind: 'hold', ms: 900 },
  unclear(true),
  unclear(false),
  { kind: 'answer', status: 502, body: '<html>Bad Gateway</html>', isExecuted: true },
  {
    kind: 'answer',
    status: 408,
    code: -1007,
    msg: 'Timeout waiting for response from backend server.',
    isExecuted: true,
  },
  {
    kind: 'answer',
    status: 408,
    code: -1007,
    msg: 'Timeout waiting for response from backend server.',
    isExecuted: false,
  },
  refuse(503, -1000, 'Service Unavailable.'),
  refuse(503, -1008, 'Request throttled by system-level protection.'),
  refuse(400, -1021, 'Timestamp for this request is outside of the recvWindow.'),
];
const STREAM_FAULTS = [
  'duplicate',
  'duplicate',
  'reorder',
  'reorder',
  'drop-event-and-close',
  'malformed',
  'unknown-event',
] as const;

/** Of the faults that end a socket so many happen: were it more, sockets would be down all the time and meet no other. */
const SOCKET_SHARE = 0.15;

const WRITES = new Set(['POST', 'PUT', 'DELETE']);
const isWrite = (method: string, path: string) =>
  /^(order|algoOrder)\.(place|modify|cancel)$/.test(path) || (WRITES.has(method) && !path.endsWith('/listenKey'));

/** The n-th call of a kind meets what seed and kind decide, whatever else runs beside. */
export function createFaultPlan(seed: number, rate: number): NonNullable<Plan> {
  const counts = new Map<string, number>();
  return ({ transport, method, path, account }) => {
    const kind = `${transport} ${method} ${path} ${account}`;
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    const dice = diceOf(seed, kind, count);
    if (transport === 'stream') {
      if (dice() >= rate / 4) return null;
      const fault = STREAM_FAULTS[Math.floor(dice() * STREAM_FAULTS.length)] ?? 'duplicate';
      if (fault !== 'drop-event-and-close') return { kind: fault };
      // what is lost without a trace is lost with its connection: a stream that drops single events is another exchange
      return dice() < SOCKET_SHARE ? { kind: 'close' } : null;
    }
    if (!isWrite(method, path)) return dice() < rate / 10 ? { kind: 'drop-before' } : null;
    if (dice() >= rate) return null;
    const fault = WRITE_FAULTS[Math.floor(dice() * WRITE_FAULTS.length)] ?? null;
    const endsSocket = transport === 'ws-api' && fault?.kind.startsWith('drop') === true;
    return endsSocket && dice() >= SOCKET_SHARE ? null : fault;
  };
}
