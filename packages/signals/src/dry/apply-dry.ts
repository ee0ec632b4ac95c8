import type { StreamRow } from '@perpdesk/journal/port';
import { askedFor } from '../asks/ask-person.ts';
import type { Writer } from '../book/writer.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { sitOut } from '../ledger/sit-out.ts';
import { positionSideOf } from '../plan/sides.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';
import { dropDry, putDry, readDry } from './dry-ledger.ts';
import type { DryAccount } from './dry-notice.ts';
import type { DryOrigin, DryPlan } from './dry-plan.ts';
import { isDry } from './is-dry.ts';

/**
 * A signal on the accounts of its route that are dry: planned by their real state, told, and kept apart as if it had filled
 * at once. For real they take no part, and come in with an entry once they are not dry any more.
 */
export function applyDry(
  run: Run,
  w: Writer,
  signal: Signal | WishSignal,
  { sequence, code }: Pick<StreamRow, 'sequence' | 'code'>,
  plan: (origin: DryOrigin) => DryPlan,
): void {
  const { stream, symbol } = signal;
  const route = run.routes.get(signal.routeId);
  const told: DryAccount[] = [];
  for (const account of route?.brokers ?? []) {
    const { brokerId } = account;
    if (!isDry(route, account)) {
      dropDry(w, brokerId, stream);
      continue;
    }
    const ledger = readDry(w.book, brokerId, stream);
    const planned = plan({ brokerId, ledger, isSimulated: true, record: 'dry-run', sequence, code });
    putDry(w, brokerId, stream, planned.ledger);
    told.push(planned.told);
    const positionSide = positionSideOf('long', run.view(brokerId).positionMode);
    if (!isHeld(w, brokerId, stream)) sitOut(w, { brokerId, stream, symbol, positionSide });
  }
  if (told.length > 0) tellDry(run, w, signal, { isTest: false, accounts: told, notes: [] });
}

/** It owns something for real, from before it was made dry: that says nothing of where the dry run stands. */
function isHeld(w: Writer, brokerId: string, stream: string): boolean {
  return (ledgerRow(w.book, brokerId, stream)?.owned ?? '0') !== '0';
}

export function tellDry(
  run: Run,
  w: Writer,
  signal: Signal | WishSignal,
  what: { readonly isTest: boolean; readonly accounts: readonly DryAccount[]; readonly notes: readonly string[] },
): void {
  tellSignal(run, w, signal.id, `dry:${signal.id}`, {
    type: 'signal.dry',
    signalId: signal.id,
    routeId: signal.routeId,
    symbol: signal.symbol,
    ...askedFor(signal),
    ...what,
  });
}
