import { createHash } from 'node:crypto';
import { formatDecimal } from '@perpdesk/broker-core';
import { amount } from './derive-positions.ts';
import type { ProgramSignal } from './program-signal.ts';

const AMOUNTS: ReadonlySet<string> = new Set([
  'positionSize',
  'price',
  'marketPositionSize',
  'prevMarketPositionSize',
  'leverage',
]);

/** A program's signal as it is kept: members in one order, amounts as plain decimal text however they were written. */
export function programBody(signal: ProgramSignal): string {
  return inOneForm(JSON.stringify(signal, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)));
}

/** SHA-256, hex. */
export function programHash(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/** Whether a row holds the same signal; one of an earlier version is kept as it was written. */
export function isSameSignal(stored: { readonly body: string; readonly bodyHash: string }, body: string): boolean {
  return stored.bodyHash === programHash(body) || inOneForm(stored.body) === body;
}

function inOneForm(json: string): string {
  const read: unknown = JSON.parse(json);
  if (typeof read !== 'object' || read === null) return json;
  const members = Object.entries(read)
    .map(([name, value]: [string, unknown]) => [name, AMOUNTS.has(name) ? plainAmount(value) : value] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(members));
}

function plainAmount(value: unknown): unknown {
  const read = typeof value === 'string' ? amount(value) : null;
  return read === null ? value : formatDecimal(read);
}
