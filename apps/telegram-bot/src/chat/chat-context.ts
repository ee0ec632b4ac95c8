import type { Context } from 'grammy';
import type { DeskUser } from '../desk/desk-user.ts';
import type { ParsedCommand } from './parse-command.ts';

/** What the middleware found out before a command's own code runs. */
export interface ChatFlavor {
  /** `null`: a stranger. */
  deskUser: DeskUser | null;
  /** `null`: the update is no command for this bot. */
  command: ParsedCommand | null;
}

export type ChatContext = Context & ChatFlavor;
