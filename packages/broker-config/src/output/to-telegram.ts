import type { TelegramConfig } from '../perpdesk-config.ts';
import type { NotifyLevel } from '../schema/notify.ts';
import type { TelegramInput } from '../schema/telegram.ts';
import type { Secret } from '../secret.ts';

function toLevels(notify: TelegramInput['chats'][string]['notify']): Readonly<Record<string, NotifyLevel>> {
  return Object.fromEntries(
    Object.entries(notify).flatMap(([key, level]) => (level === undefined ? [] : [[key, level]])),
  );
}

export function toTelegram(input: TelegramInput, token: Secret | null): TelegramConfig {
  return {
    isLoopback: input.loopback,
    token,
    apiRoot: input.apiRoot?.replace(/\/$/, '') ?? null,
    users: Object.entries(input.users).map(([id, user]) =>
      typeof user === 'string'
        ? { id, role: user, brokers: null }
        : { id, role: user.role, brokers: user.brokers ?? null },
    ),
    language: input.language,
    timeZone: input.timeZone,
    chats: Object.entries(input.chats).map(([name, { id, topic, notify, language, timeZone }]) => ({
      name,
      id,
      topic: topic ?? null,
      notify: toLevels(notify),
      language: language ?? null,
      timeZone: timeZone ?? null,
    })),
  };
}
