import type { Api } from 'grammy';
import type { Logger } from '@perpdesk/broker-core';
import type { Role } from '../desk/desk-user.ts';
import { LANGUAGES, type Language } from '../language/language.ts';
import type { ChatDirectory } from '../outbox/chat-directory.ts';
import type { SpeechDirectory } from '../outbox/speech-directory.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';
import type { ChatCommand } from './chat-command.ts';
import { commandsForGroups, menuOf } from './menu.ts';
import type { UserDirectory } from './user-directory.ts';

/** Somebody who is on the list, where they are. */
export interface SeenPerson {
  readonly userId: string;
  readonly chatId: string;
  /** Their Telegram's. */
  readonly languageCode?: string | undefined;
}

/** Whose menu has which commands, in which language. A menu gives no rights: it shows what is of use. */
export interface Menus {
  /** For whoever has no menu of their own: what a stranger may say, in every language. Rejects as Telegram does. */
  begin(): Promise<void>;
  /**
   * The menu of the chat that the person is in, once it differs from what was shown since the start: in their own chat by
   * their role and language, in a group what is typed there most, in the group's. Never rejects.
   */
  show(person: SeenPerson): Promise<void>;
}

export interface MenusOptions {
  readonly api: Pick<Api, 'setMyCommands'>;
  readonly commands: readonly ChatCommand[];
  readonly users: UserDirectory;
  readonly directory: Pick<ChatDirectory, 'targetOf'>;
  readonly speeches: Pick<SpeechDirectory, 'ofUser' | 'ofTarget'>;
  readonly logger: Logger;
}

export function createMenus({ api, commands, users, directory, speeches, logger }: MenusOptions): Menus {
  const shown = new Map<string, string>();

  function menuFor({ userId, chatId, languageCode }: SeenPerson): { readonly role: Role; readonly language: Language } {
    const speech =
      userId === chatId && languageCode !== undefined
        ? speeches.ofUser(userId, languageCode)
        : speeches.ofTarget(directory.targetOf({ chatId, topic: null }));
    const own = users.find(userId, { chatId, topic: null })?.role ?? 'viewer';
    return { role: userId === chatId ? own : 'trader', language: speech.language };
  }

  return {
    async begin() {
      for (const language of LANGUAGES) {
        // whose Telegram speaks none of ours reads the first one
        const other = language === LANGUAGES[0] ? {} : { language_code: language };
        await api.setMyCommands(menuOf(commands, 'none', language), other);
      }
    },
    async show(person) {
      const { chatId } = person;
      const { role, language } = menuFor(person);
      const menu = `${role} ${language}`;
      if (shown.get(chatId) === menu) return;
      shown.set(chatId, menu);
      try {
        const scope = { type: 'chat', chat_id: chatId } as const;
        const listed = chatId === person.userId ? commands : commandsForGroups(commands);
        await api.setMyCommands(menuOf(listed, role, language), { scope });
      } catch (error) {
        // who never wrote to the bot has no chat with it yet
        shown.delete(chatId);
        logger.info('menu not shown', { chatId, reason: toTelegramFault(error).description });
      }
    },
  };
}
