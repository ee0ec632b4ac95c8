import type { Fill } from '@perpdesk/broker-core';
import { laneKey } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { PANIC_FLAG } from '../lanes/blocks.ts';
import { formatPanicState, parsePanicState } from '../panic/panic-flag.ts';
import { allTargets } from '../relay/targets.ts';
import type { Run } from '../run.ts';

/** A /panic writes that it began at most so long before its orders fill. */
const PANIC_MS = 120_000;

/** Whether one of our orders caused the fill, though the journal knows none by its id. */
export function isUnrecorded(run: Run, brokerId: string, fill: Fill): boolean {
  const parts = fill.clientOrderId === null ? null : decodeClientOrderId(fill.clientOrderId);
  return parts !== null && parts.environment === run.view(brokerId).environment;
}

/** Keeps for the comparison of the side that it was an order of ours that moved it. */
export function noteUnrecorded(run: Run, brokerId: string, fill: Fill): void {
  if (!isUnrecorded(run, brokerId, fill) || isOfPanic(fill)) return;
  run.notes.unrecorded.add(`${laneKey(brokerId, fill.symbol)} ${fill.positionSide}`);
}

/**
 * When a /panic's orders filled that the journal never heard of, for it could not be written then: its block stands, and it
 * goes on for that account.
 */
export async function findLostPanic(run: Run, brokerId: string, fills: readonly Fill[]): Promise<Fill | null> {
  const [newest] = fills.filter((fill) => isOfPanic(fill) && isUnrecorded(run, brokerId, fill)).toReversed();
  if (newest === undefined) return null;
  const audit = await run.journal.listAudit(1_000);
  const isKnown = audit.some(
    ({ action, at }) => action.startsWith('panic.') && at > newest.venueAt - PANIC_MS && at < newest.venueAt + PANIC_MS,
  );
  return isKnown ? null : newest;
}

export function restorePanic(run: Run, w: Writer, brokerId: string, fill: Fill): void {
  const value = w.book.flags.get(PANIC_FLAG);
  const standing = value === undefined ? null : parsePanicState(value);
  if (standing !== null && standing.request.brokerIds === undefined) return;
  const brokerIds = [...new Set([...(standing?.request.brokerIds ?? []), brokerId])];
  const request = { id: run.newId(), actor: 'desk', relay: allTargets(run), brokerIds };
  const { others = [], before = [] } = standing ?? {};
  const state = formatPanicState({ request, at: fill.venueAt, report: null, others, before });
  w.add({ type: 'flag-put', name: PANIC_FLAG, value: state });
  const entry = { at: run.now(), actor: 'desk', action: 'panic.restored', detail: state };
  w.add({ type: 'audit-append', entry });
}

function isOfPanic({ clientOrderId }: Fill): boolean {
  return clientOrderId !== null && decodeClientOrderId(clientOrderId)?.streamCode === 'panic';
}
