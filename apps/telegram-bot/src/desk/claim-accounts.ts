import type { CardClaim } from './card-claim.ts';
import type { DeskContext } from './desk-context.ts';

type Claimed = Pick<Extract<CardClaim, { readonly type: 'claimed' }>, 'row' | 'command'>;

/** Accounts that a claimed card's command concerns; `null`: all. */
export function accountsOfClaim(
  { engine }: Pick<DeskContext, 'engine'>,
  { row, command }: Claimed,
): readonly string[] | null {
  if (command.type === 'approve' || command.type === 'panic') return command.brokerIds;
  if (command.type === 'ask' && command.quantities !== null) return Object.keys(command.quantities);
  if (command.type === 'route') return engine.routes().find(({ id }) => id === command.routeId)?.brokerIds ?? [];
  return row.brokerId === '' ? null : [row.brokerId];
}
