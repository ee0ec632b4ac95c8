import type { Desk } from '../desk/desk.ts';
import type { NotifySettings } from '../notify/notify-settings.ts';
import type { RightsDesk } from '../rights/manage-rights.ts';
import type { DeskUser } from '../desk/desk-user.ts';
import type { Card } from '../format/card.ts';
import type { InLanguages } from '../language/in-languages.ts';
import type { Speech } from '../language/speech.ts';
import type { ChatAddress, ChatDirectory } from '../outbox/chat-directory.ts';
import type { RenderPicture } from '../picture/render-picture.ts';
import type { OrderCards } from '../live/order-cards.ts';
import type { SpeechDirectory } from '../outbox/speech-directory.ts';
import type { UserDirectory } from './user-directory.ts';

/** A command as it was given: by whom, where, and how to answer. */
export interface CommandCall {
  readonly userId: string;
  /** `null` only for commands that anyone may give. */
  readonly user: DeskUser | null;
  /** What follows the command's name. */
  readonly text: string;
  readonly address: ChatAddress;
  /** How the person is answered. */
  readonly speech: Speech;
  /** All that it takes beside being said was given: by a code, by another person. */
  readonly isApproved?: true;
  /** Takes the person's message out of the chat, if the bot may. */
  readonly forget: () => Promise<void>;
  /** Sends a message to the chat and resolves with its id. */
  readonly reply: (card: Card) => Promise<number>;
  /** The same to another chat. */
  readonly send: (address: ChatAddress, card: Card) => Promise<number>;
}

export type MemberCall = CommandCall & { readonly user: DeskUser };

export interface ChatServices {
  readonly desk: Desk;
  readonly notify: NotifySettings;
  readonly rights: RightsDesk;
  readonly directory: ChatDirectory;
  readonly speeches: SpeechDirectory;
  readonly users: UserDirectory;
  readonly commands: readonly ChatCommand[];
  readonly orderCards: Pick<OrderCards, 'track'>;
  readonly draw: RenderPicture;
  readonly now: () => number;
}

/** What help and menu say of a command. */
export interface CommandHelp {
  /** What may follow, e.g. `symbol size [@account]`. */
  readonly usage: string;
  /** One line for the menu. */
  readonly description: string;
  /** Further lines of `/help <command>`. */
  readonly details: readonly string[];
}

interface CommandFace {
  /** Lower case; also the menu's entry. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly help: InLanguages<CommandHelp>;
  /** Late by more than 30 s it asks instead of acting. */
  readonly asksWhenLate: boolean;
  /** It only reads, so that a button may give it. */
  readonly isView?: true;
}

/** One command: its row in the menu, in /help, and what it does. */
export type ChatCommand = CommandFace &
  (
    | { readonly access: 'anyone'; readonly run: (services: ChatServices, call: CommandCall) => Promise<void> }
    | { readonly access: 'member'; readonly run: (services: ChatServices, call: MemberCall) => Promise<void> }
  );

export function findCommand(commands: readonly ChatCommand[], name: string): ChatCommand | null {
  return commands.find((command) => command.name === name || command.aliases.includes(name)) ?? null;
}
