import { decimal } from '@perpdesk/broker-core';
import type { Writer } from '../book/writer.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { directionOf } from '../plan/sides.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { sentence } from '../sentences/sentence.ts';

/** Accounts that the route has no more take no part in a step of its strategy: what they hold of it stays, and that is told. */
export function tellTakenOut(run: Run, w: Writer, signal: Pick<Signal, 'id' | 'routeId' | 'stream' | 'symbol'>): void {
  const brokers = run.routes.get(signal.routeId)?.brokers ?? [];
  for (const brokerId of run.manager.ids) {
    if (brokers.some((broker) => broker.brokerId === brokerId)) continue;
    const owned = decimal(ledgerRow(w.book, brokerId, signal.stream)?.owned ?? '0');
    if (owned.isZero()) continue;
    const held = { quantity: owned.abs(), symbol: signal.symbol, direction: directionOf(owned) };
    tellSignal(run, w, signal.id, `taken-out:${signal.id}:${brokerId}`, {
      type: 'signal.rejected',
      signalId: signal.id,
      routeId: signal.routeId,
      account: accountTag(run, brokerId),
      symbol: signal.symbol,
      code: 'tell-only',
      detail: sentence('out-and-keeps', held),
    });
  }
}
