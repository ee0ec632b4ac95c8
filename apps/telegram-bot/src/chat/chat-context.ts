import type { Context } from 'grammy';
import type { DeskUser } from '../desk/desk-user.ts';
import type { Speech } from '../language/speech.ts';
import type { ParsedCommand } from './parse-command.ts';

/** What the middleware found out before a command's own code runs. */
export interface ChatFlavor {
  /** How the person is answered. */
  speech: Speech;
  /** `null`: a stranger. */
  deskUser: DeskUser | null;
  /** `null`: the update is no command for this bot. */
  command: ParsedCommand | null;
}

export type ChatContext = Context & ChatFlavor;
