import type { BinanceVenue, CallFault, StreamFault } from '@perpdesk/binance-venue';
import type { Fault, FaultsDoor } from '@perpdesk/broker-core/testing';
import { meets } from './calls-of.test.fixture.ts';
import { REFUSALS } from './refusals.test.fixture.ts';

const UNKNOWN = 'Unknown error, please check your request or try again later.';
const refuse = (status: number, code: number, msg: string): CallFault => ({
  kind: 'answer',
  status,
  code,
  msg,
  isExecuted: false,
});

/** The kit's faults in Binance's own form. */
function toCallFault(fault: Fault): CallFault {
  switch (fault.kind) {
    case 'timeout':
      return { kind: fault.accepted ? 'hang-after' : 'hang-before' };
    case 'connection-dropped':
      return { kind: fault.accepted ? 'drop-after' : 'drop-before' };
    case 'unknown-503':
      return { kind: 'answer', status: 503, code: -1000, msg: UNKNOWN, isExecuted: fault.accepted };
    case 'gateway-502':
      return { kind: 'answer', status: 502, body: '<html><h1>502 Bad Gateway</h1></html>', isExecuted: fault.accepted };
    case 'unknown-1007':
      return {
        kind: 'answer',
        status: 408,
        code: -1007,
        msg: 'Timeout waiting for response from backend server. Send status unknown; execution status unknown.',
        isExecuted: fault.accepted,
      };
    case 'unavailable':
      return refuse(503, -1000, 'Service Unavailable.');
    case 'overloaded':
      return refuse(503, -1008, 'Request throttled by system-level protection.');
    case 'clock':
      return refuse(400, -1021, 'Timestamp for this request is outside of the recvWindow.');
    case 'held-back':
      return { kind: 'hold', ms: fault.heldMs };
    case 'unmapped-code':
      return refuse(400, -9876, 'A refusal that no table knows.');
    case 'refusal': {
      const [code, msg] = REFUSALS[fault.code];
      return refuse(fault.code === 'not-authorized' ? 401 : 400, code, msg);
    }
    case 'rate-limited':
    case 'banned':
      return limited(fault.kind, fault.retryAfterMs);
    default:
      return fault satisfies never;
  }
}

function limited(kind: 'rate-limited' | 'banned', leftMs: number): CallFault {
  const headers = { 'Retry-After': String(Math.max(1, Math.ceil(leftMs / 1000))) };
  const [status, msg] =
    kind === 'banned'
      ? [
          418,
          `Way too many requests; IP banned until ${Date.now() + leftMs}. Please use the websocket for live updates to avoid bans.`,
        ]
      : [429, 'Too many requests; current limit is 2400 requests per minute.'];
  return { kind: 'answer', status, code: -1003, msg, headers, isExecuted: false };
}

/** What goes wrong with an event of that type, or with a connection of the stream. */
export type StreamPlan = (path: string) => StreamFault | null;

/** Each fault meets the next call of its kind, once; a limit holds for all calls until it has passed. */
export function createFaultDoor(venue: BinanceVenue, planStream: StreamPlan): FaultsDoor {
  const waiting: Fault[] = [];
  let block: { readonly kind: 'rate-limited' | 'banned'; readonly untilAt: number } | null = null;
  venue.faults.plan((call) => {
    if (call.transport === 'stream') return planStream(call.path);
    if (block !== null && Date.now() < block.untilAt) return limited(block.kind, block.untilAt - Date.now());
    const index = waiting.findIndex(({ on = 'write' }) => meets(on, call));
    const [fault] = index === -1 ? [] : waiting.splice(index, 1);
    if (fault === undefined) return null;
    if (fault.kind === 'rate-limited' || fault.kind === 'banned') {
      block = { kind: fault.kind, untilAt: Date.now() + fault.retryAfterMs };
    }
    return toCallFault(fault);
  });
  return {
    async next(fault) {
      waiting.push(fault);
    },
  };
}
