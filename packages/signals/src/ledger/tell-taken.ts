import { decimal } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellOwners } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { ownedBy, toPositionSide } from './owned.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Tells the strategies from which another one's order took a part of the side: its exit and its stop filled at the same
 * moment, and the exchange does not know whose part is whose. A person's order takes from all who own, and tells itself.
 *
 * @param before Who owned what before the fill was booked.
 */
export function tellTaken(run: Run, w: Writer, intent: IntentRow, before: readonly LedgerRow[]): void {
  if (intent.kind === 'increase' || goalOf(intent).cause === 'operator') return;
  const { brokerId, symbol, stream } = intent;
  for (const row of before) {
    const lost = decimal(row.owned)
      .abs()
      .minus(ownedBy(w.book, brokerId, row.stream).abs());
    if (row.stream === stream || !lost.gt(0)) continue;
    tellOwners(run, w, {
      owners: [row],
      eventId: `taken:${intent.id}:${intent.filledQuantity}:${row.stream}`,
      notice: {
        type: 'account.drift',
        account: accountTag(run, brokerId),
        symbol,
        positionSide: toPositionSide(intent.positionSide),
        detail: sentence('taken-by', { quantity: lost, symbol, stream: row.stream, other: stream }),
      },
    });
  }
}
