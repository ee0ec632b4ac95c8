import type { PerpdeskConfig } from '@perpdesk/broker-config';
import { createTelegramLoopback, type TelegramLoopback } from '@perpdesk/telegram-loopback';
import { listenOn } from './listen-on.ts';

const DEFAULT_PORT = 8081;

/** The chat in the browser, with the configured people in it. */
export function startLoopback({ telegram }: PerpdeskConfig, port: number = DEFAULT_PORT): Promise<TelegramLoopback> {
  const users = (telegram?.users ?? []).map(({ id, role }) => ({
    id: Number.parseInt(id, 10),
    name: `${role.slice(0, 1).toUpperCase()}${role.slice(1)}`,
  }));
  return listenOn({ port, isFlexible: true, key: 'the chat page' }, (free) =>
    createTelegramLoopback({ port: free, users }),
  );
}
