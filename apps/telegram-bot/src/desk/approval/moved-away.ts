import { decimal, ZERO, type Decimal } from '@perpdesk/broker-core';
import type { ConfirmCommand } from '../confirm-command.ts';
import type { DeskContext } from '../desk-context.ts';
import type { DeskUser } from '../desk-user.ts';
import { directionOf } from '../find-position.ts';
import { heldSide } from '../open-notes.ts';
import { ownStream } from '../own-entries.ts';
import { standingOf } from '../standing.ts';
import { isLooserStop } from './risk-of.ts';

/**
 * Notional, quote asset, ≥ 0, of what the person owns already and puts at risk anew: the stop of an entry is for all of it,
 * and goes farther from the market than one that stands.
 */
export async function movedAway(
  { journal, manager }: Pick<DeskContext, 'journal' | 'manager'>,
  user: Pick<DeskUser, 'id'>,
  brokerId: string,
  command: ConfirmCommand,
): Promise<Decimal> {
  if (command.type !== 'open' || command.stopLoss === null) return ZERO;
  const { symbol, direction } = command;
  const account = manager.view(brokerId);
  const held = heldSide(account.positions, { symbol, direction, positionMode: account.positionMode });
  if (held === undefined || directionOf(held) !== direction) return ZERO;
  const stopLoss = decimal(command.stopLoss);
  if (!standingOf(account, held).stops.some((stop) => isLooserStop(stopLoss, stop, direction))) return ZERO;
  const stream = ownStream(user, held);
  const { ledger } = await journal.readLedger();
  const own = ledger.find((row) => row.brokerId === brokerId && row.stream === stream);
  return decimal(own?.owned ?? '0')
    .abs()
    .times(held.markPrice);
}
