import type { IntentRow } from '@perpdesk/journal/port';
import { formatGoal, type Goal, newGoal } from '../book/goal.ts';
import { isOfPerson } from '../define-route.ts';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { DRIFT_STREAM } from '../ledger/repair-drift.ts';
import { routeIdOf } from '../relay/tell.ts';
import type { Run } from '../run.ts';

/**
 * Stands for a goal that cannot be read, as text: what the row itself says. An entry buys nothing beyond the order that was
 * sent, and what rests of it is canceled; an exit takes what its order was to take.
 */
export function goalInstead({ book }: Pick<Run, 'book'>, row: IntentRow): string {
  const { stream, clientOrderId, quantity, orderType } = row;
  const parts = clientOrderId === null ? null : decodeClientOrderId(clientOrderId);
  const known = {
    order: 0,
    sequence: parts?.sequence ?? 0,
    streamCode: parts?.streamCode ?? book.streams.get(stream)?.code ?? '0',
    cause: causeOf(stream),
  };
  switch (row.kind) {
    case 'increase':
      return formatGoal(newGoal({ ...known, work: 'step', leaving: true }));
    case 'reduce':
      return formatGoal(newGoal({ ...known, work: 'quantity', remaining: quantity ?? '0' }));
    case 'stop':
    case 'target':
    case 'cancel': {
      const stop = orderType === 'trailing-stop-market' ? 'trailing' : 'stop';
      const protect = { triggerBy: 'mark', target: null, callback: null } as const;
      return formatGoal(
        newGoal({ ...known, work: row.kind === 'target' ? 'target' : stop, cause: 'protect', protect }),
      );
    }
    default:
      return row.kind satisfies never;
  }
}

function causeOf(stream: string): Goal['cause'] {
  const name = routeIdOf(stream);
  if (name === DRIFT_STREAM) return 'drift';
  return isOfPerson(name) ? 'operator' : 'signal';
}
