import type { Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { sleep } from '@perpdesk/broker-core';
import type { ChatContext } from '../chat/chat-context.ts';
import type { Menus } from '../chat/menus.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';
import type { ProgramPorts } from './program-ports.ts';

const MAX_WAIT_MS = 60_000;

/** Asks Telegram who the bot is, for as long as it takes, and sets its menus. Rejects when aborted. */
export async function introduceBot(
  bot: Bot<ChatContext>,
  { clock, logger }: Pick<ProgramPorts, 'clock' | 'logger'>,
  {
    abortSignal,
    isPolling,
    menus,
    userIds,
  }: {
    readonly abortSignal: AbortSignal;
    readonly isPolling: boolean;
    readonly menus: Menus;
    /** Whose menus are shown at once. */
    readonly userIds: readonly string[];
  },
): Promise<UserFromGetMe> {
  const attempt = async <T>(what: string, call: () => Promise<T>): Promise<T | null> => {
    try {
      return await call();
    } catch (error) {
      const { status, description } = toTelegramFault(error);
      logger.warn('bot not introduced', { what, status, reason: description });
      return null;
    }
  };
  for (let waitMs = 1000; ; waitMs = Math.min(MAX_WAIT_MS, waitMs * 2)) {
    const me = await attempt('getMe', () => bot.api.getMe());
    abortSignal.throwIfAborted();
    if (me !== null) {
      bot.botInfo = me;
      // a webhook left behind would keep updates from us
      if (isPolling) await attempt('deleteWebhook', () => bot.api.deleteWebhook());
      await attempt('setMyCommands', () => menus.begin());
      for (const id of userIds) await menus.show({ userId: id, chatId: id });
      abortSignal.throwIfAborted();
      return me;
    }
    await sleep(clock, waitMs, abortSignal);
  }
}
