import type { ClaimedCard } from '../desk/execute-card.ts';
import type { ChatServices, CommandCall } from './chat-command.ts';

/** Targets that hear what becomes of a claimed card: this chat, and those that hear of its accounts' signals. */
export function relayOf({ directory, desk }: ChatServices, call: CommandCall, claim: ClaimedCard): readonly string[] {
  return directory.relayFor(call.address, desk.accountsOf(claim));
}
