import type { ClaimedCard } from '../desk/execute-card.ts';
import type { ChatServices, CommandCall } from './chat-command.ts';

/** Targets that hear what becomes of a claimed card: this chat, and those that hear of its accounts' signals. */
export function relayOf(
  { directory }: ChatServices,
  call: CommandCall,
  { command, row }: ClaimedCard,
): readonly string[] {
  const named = command.type === 'panic' || command.type === 'approve' ? command.brokerIds : [row.brokerId];
  // the card concerns no account of its own
  const brokerIds = named?.length === 1 && named[0] === '' ? null : named;
  return directory.relayFor(call.address, brokerIds);
}
