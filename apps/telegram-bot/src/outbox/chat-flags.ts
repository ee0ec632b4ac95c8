import type { Journal, JournalChange } from '@perpdesk/journal/port';

const DEAD = 'chat-dead:';
const MOVED = 'chat-moved:';

/** What Telegram told about chats, kept over restarts: those that cannot be reached, those that got a new id. */
export interface ChatFlags {
  load(): Promise<void>;
  isDead(chatId: string): boolean;
  /** `beside`: what is written in the same commit. @throws {JournalError} where it cannot be written; it is as before then. */
  setDead(chatId: string, detail: string, beside?: readonly JournalChange[]): Promise<void>;
  /** Somebody wrote there: it can be reached again. Resolves with whether it could not. */
  setAlive(chatId: string): Promise<boolean>;
  /** The id that the chat has now. */
  currentId(chatId: string): string;
  /** The id that it had when it was configured. */
  originalId(chatId: string): string;
  setMoved(from: string, to: string): Promise<void>;
}

export function createChatFlags(journal: Journal): ChatFlags {
  const dead = new Set<string>();
  const moved = new Map<string, string>();
  const put = async (name: string, value: string | null) => {
    await journal.commit([{ type: 'flag-put', name, value }]);
  };
  return {
    async load() {
      for (const [name, value] of Object.entries(await journal.readFlags())) {
        if (name.startsWith(DEAD)) dead.add(name.slice(DEAD.length));
        if (name.startsWith(MOVED)) moved.set(name.slice(MOVED.length), value);
      }
    },
    isDead: (chatId) => dead.has(chatId),
    async setDead(chatId, detail, beside = []) {
      dead.add(chatId);
      try {
        await journal.commit([{ type: 'flag-put', name: `${DEAD}${chatId}`, value: detail }, ...beside]);
      } catch (error) {
        dead.delete(chatId);
        throw error;
      }
    },
    async setAlive(chatId) {
      if (!dead.delete(chatId)) return false;
      await put(`${DEAD}${chatId}`, null);
      return true;
    },
    currentId: (chatId) => moved.get(chatId) ?? chatId,
    originalId: (chatId) => [...moved].find(([, to]) => to === chatId)?.[0] ?? chatId,
    async setMoved(from, to) {
      moved.set(from, to);
      await put(`${MOVED}${from}`, to);
    },
  };
}
