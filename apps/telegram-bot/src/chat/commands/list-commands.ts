import { leastRole } from '../menu.ts';
import type { CommandHelp } from '../chat-command.ts';
import { COMMANDS } from './registry.ts';

/** A command of the chat as a page tells of it, in English. */
export interface ListedCommand extends CommandHelp {
  readonly name: string;
  readonly aliases: readonly string[];
  /** The least that somebody must be for it to do something for them. */
  readonly role: 'none' | 'viewer' | 'trader' | 'owner';
  /** Told late by more than 30 s it asks first. */
  readonly asksWhenLate: boolean;
}

/** Every command of the chat, in the order of the menu. */
export function listCommands(): readonly ListedCommand[] {
  return COMMANDS.map((command) => ({
    ...command.help.en,
    name: command.name,
    aliases: command.aliases,
    role: leastRole(command),
    asksWhenLate: command.asksWhenLate,
  }));
}
