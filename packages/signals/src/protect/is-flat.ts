import type { Position } from '@perpdesk/broker-core';
import type { Run } from '../run.ts';

/** Whether the exchange shows a side as flat, whatever the journal says: then no order of ours is all that protects it. */
export function isFlat(
  run: Run,
  brokerId: string,
  { symbol, positionSide }: Pick<Position, 'symbol' | 'positionSide'>,
): boolean {
  return run.view(brokerId).position(symbol, positionSide)?.quantity.isZero() ?? true;
}
