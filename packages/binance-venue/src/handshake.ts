import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { sleep } from '@perpdesk/broker-core';
import type { Exchange } from './exchange/exchange.ts';
import type { CallFault } from './faults/fault-rule.ts';
import { toJson } from './to-json.ts';

/** Where a connection is about to be opened. */
export interface HandshakePlace {
  readonly transport: 'ws-api' | 'stream';
  /** Of the listen key that it names; empty where it names none. */
  readonly account: string;
}

/** Lets a handshake meet the rules of the path `connect`. Resolves whether it goes on; where not, it is dealt with. */
export async function admitHandshake(exchange: Exchange, duplex: Duplex, place: HandshakePlace): Promise<boolean> {
  const fault = exchange.faults.takeForConnection({ ...place, method: 'GET', path: 'connect', clientOrderId: '' });
  switch (fault?.kind) {
    case undefined:
      return true;
    case 'hold':
    case 'delay':
      await sleep(exchange.clock, fault.ms);
      return !duplex.destroyed;
    case 'drop-before':
    case 'drop-after':
      duplex.destroy();
      return false;
    case 'hang-before':
    case 'hang-after':
      return false;
    case 'answer':
      refuseWith(duplex, fault);
      return false;
    default:
      return fault satisfies never;
  }
}

/** The place is not there. */
export function refuseUnknown(duplex: Duplex): void {
  end(duplex, 404, { 'content-length': '0' }, '');
}

function refuseWith(duplex: Duplex, fault: Extract<CallFault, { readonly kind: 'answer' }>): void {
  const { status, code = -1000, msg = 'An unknown error occured while processing the request.', headers = {} } = fault;
  const body = fault.body ?? toJson({ code, msg });
  const own = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body).toString() };
  end(duplex, status, { ...own, ...headers }, body);
}

function end(duplex: Duplex, status: number, headers: Readonly<Record<string, string>>, body: string): void {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  duplex.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}connection: close\r\n\r\n${body}`);
}
