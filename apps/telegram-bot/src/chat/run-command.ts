import type { ChatCommand, ChatServices, CommandCall } from './chat-command.ts';

/** Runs a command for whoever may give it; a stranger gets no further than the open ones. */
export async function runCommand(services: ChatServices, command: ChatCommand, call: CommandCall): Promise<void> {
  if (command.access === 'anyone') {
    await command.run(services, call);
    return;
  }
  const { user } = call;
  if (user !== null) await command.run(services, { ...call, user });
}
