import { decimal, type Order } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { isEnded } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { accountWork } from '../faults/work-failed.ts';
import { pump } from '../lanes/pump.ts';
import { failProtection } from '../protect/fail-protection.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import { isStop } from '../protect/policy.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellAll } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

const DETAIL = sentence('stop-stuck');

/**
 * A conditional order triggered and is not executed, though it looks open. As the stop of what a stream owns it protects
 * nothing: the position is closed and the chat alarmed. Any other is told.
 */
export function onStuck(run: Run, brokerId: string, order: Order, triggeredAt: number): void {
  const { symbol, clientOrderId } = order;
  run.logger.warn('a conditional order is stuck', { brokerId, symbol, clientOrderId, triggeredAt });
  run.spawn(() =>
    run.write((w) => {
      const stop = stopOf(run, brokerId, order);
      if (stop !== null && isEnded(stop)) return;
      const row = stop === null ? null : ledgerRow(w.book, brokerId, stop.stream);
      if (stop === null || row === null || !protects(stop, row)) return tellStuck(run, w, brokerId, order, triggeredAt);
      failProtection(run, w, row, stop.signalId, DETAIL);
      pump(run, w, brokerId, symbol);
    }, accountWork(brokerId)),
  );
}

function stopOf(run: Run, brokerId: string, { clientOrderId }: Order): IntentRow | null {
  const intent = run.book.intents.byClientOrderId(clientOrderId);
  const isIt =
    intent !== undefined && isStop(intent) && intent.brokerId === brokerId && intent.clientOrderId === clientOrderId;
  return isIt ? intent : null;
}

/** The stop's stream owns what it would close. */
function protects(stop: IntentRow, { owned }: LedgerRow): boolean {
  return owned !== '0' && reducingSide(directionOf(decimal(owned))) === stop.side;
}

function tellStuck(
  run: Run,
  w: Writer,
  brokerId: string,
  { symbol, positionSide, venueOrderId }: Order,
  triggeredAt: number,
): void {
  tellAll(run, w, `stuck:${brokerId}:${symbol}:${venueOrderId}:${triggeredAt}`, {
    type: 'order.stuck',
    account: accountTag(run, brokerId),
    symbol,
    positionSide,
    detail: sentence('order-stuck', { order: venueOrderId }),
  });
}
