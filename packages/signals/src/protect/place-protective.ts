import { decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { newGoal } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { mark } from '../execute/mark.ts';
import { insertIntent } from '../lanes/insert-intent.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { WantedOrder } from './wanted-order.ts';

const ORDER_TYPES = {
  stop: 'stop-market',
  target: 'take-profit-market',
  trailing: 'trailing-stop-market',
} as const satisfies Record<WantedOrder['work'], string>;

/**
 * Plans and marks one protective order in the commit that is being put together; `atMarket`: its price is there already;
 * `passed`, of one that trails at once: from where it was to trail.
 */
export function placeProtective(
  run: Run,
  w: Writer,
  row: LedgerRow,
  {
    signalId,
    wanted,
    atMarket = false,
    passed = null,
  }: {
    readonly signalId: string;
    readonly wanted: WantedOrder;
    readonly atMarket?: boolean;
    readonly passed?: string | null;
  },
): IntentRow {
  const { work, target, quantity, triggerPrice, triggerBy, callback } = wanted;
  const stream = run.book.streams.get(row.stream);
  const goal = newGoal({
    work,
    order: run.book.nextOrder++,
    sequence: stream?.sequence ?? 0,
    streamCode: stream?.code ?? '0',
    cause: 'protect',
    protect: {
      triggerBy,
      target,
      ...(callback === null ? { callback } : { callback: formatDecimal(callback), passed }),
    },
  });
  const intent = insertIntent(run, w, {
    signalId,
    brokerId: row.brokerId,
    symbol: row.symbol,
    positionSide: row.positionSide,
    stream: row.stream,
    kind: work === 'target' ? 'target' : 'stop',
    side: reducingSide(directionOf(decimal(row.owned))),
    orderType: atMarket ? 'market' : ORDER_TYPES[work],
    quantity: quantity === null ? null : formatDecimal(quantity),
    triggerPrice: triggerPrice === null ? null : formatDecimal(triggerPrice),
    goal,
  });
  return mark(run, w, intent);
}
