import type { ConfigPath } from '../errors/config-error.ts';
import type { FromSizeConfig, TelegramConfig } from '../perpdesk-config.ts';
import type { NotifyLevel } from '../schema/notify.ts';
import type { TelegramInput } from '../schema/telegram.ts';
import type { Secret } from '../secret.ts';

function toLevels(notify: TelegramInput['chats'][string]['notify']): Readonly<Record<string, NotifyLevel>> {
  return Object.fromEntries(
    Object.entries(notify).flatMap(([key, level]) => (level === undefined ? [] : [[key, level]])),
  );
}

function toFromSize({ owner, trader }: TelegramInput['approval']['code']): FromSizeConfig {
  return { owner: owner ?? null, trader: trader ?? null };
}

export function toTelegram(input: TelegramInput, secretAt: (path: ConfigPath) => Secret | null): TelegramConfig {
  return {
    isLoopback: input.loopback,
    token: secretAt(['telegram', 'token']),
    apiRoot: input.apiRoot?.replace(/\/$/, '') ?? null,
    webhookUrl: input.mode === 'webhook' ? (input.webhook?.url ?? null) : null,
    users: Object.entries(input.users).map(([id, user]) =>
      typeof user === 'string'
        ? { id, role: user, brokers: null, totp: null }
        : { id, role: user.role, brokers: user.brokers ?? null, totp: secretAt(['telegram', 'users', id, 'totp']) },
    ),
    approval: {
      codeFrom: toFromSize(input.approval.code),
      secondFrom: toFromSize(input.approval.secondPerson),
      withinMs: input.approval.within,
      chat: input.approval.chat ?? null,
    },
    language: input.language,
    timeZone: input.timeZone,
    chats: Object.entries(input.chats).map(([name, { id, topic, notify, language, timeZone, summaryAt }]) => ({
      name,
      id,
      topic: topic ?? null,
      notify: toLevels(notify),
      language: language ?? null,
      timeZone: timeZone ?? null,
      summaryAt,
    })),
  };
}
