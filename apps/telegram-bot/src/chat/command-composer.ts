import { Composer } from 'grammy';
import type { ChatCommand, ChatServices } from './chat-command.ts';
import type { ChatContext } from './chat-context.ts';
import { callOf } from './command-call.ts';
import { runCommand } from './run-command.ts';

export function commandComposer(services: ChatServices, command: ChatCommand): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  const isMeant = ({ command: given }: ChatContext) =>
    given !== null && (given.name === command.name || command.aliases.includes(given.name));
  composer.filter(isMeant, async (context) => {
    await runCommand(services, command, callOf(context, context.command?.text ?? ''));
  });
  return composer;
}
