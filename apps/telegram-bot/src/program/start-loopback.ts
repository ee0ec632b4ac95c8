import type { PerpdeskConfig } from '@perpdesk/broker-config';
import { createTelegramLoopback, type TelegramLoopback } from '@perpdesk/telegram-loopback';
import { listenOn } from './listen-on.ts';

const DEFAULT_PORT = 8081;
const PAGE_BOT = { id: 7_000_000_004, username: 'perpdesk_bot', name: 'Perpdesk' } as const;
const STRANGER_ID = 9_000_001;

/** The chat in the browser: the configured people, and one whom the desk does not know. */
export function startLoopback({ telegram }: PerpdeskConfig, port: number = DEFAULT_PORT): Promise<TelegramLoopback> {
  const users = (telegram?.users ?? []).map(({ id, role }) => ({
    id: Number.parseInt(id, 10),
    name: `${role.slice(0, 1).toUpperCase()}${role.slice(1)}`,
  }));
  const id = Math.max(STRANGER_ID, ...users.map((user) => user.id + 1));
  const stranger = { id, name: 'Stranger', isStarted: false };
  return listenOn({ port, isFlexible: true, key: 'the chat page' }, (free) =>
    createTelegramLoopback({ port: free, bot: PAGE_BOT, users: [...users, stranger] }),
  );
}
