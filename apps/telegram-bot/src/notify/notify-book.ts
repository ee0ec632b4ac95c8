import type { NotifyLevel } from '@perpdesk/broker-config';
import type { AuditEntry, Journal, JournalChange } from '@perpdesk/journal/port';
import type { ChatAddress, ChatDirectory } from '../outbox/chat-directory.ts';
import type { DeskMessageType } from '../outbox/desk-message.ts';
import { isCritical, levelOf, type NotifyWishes } from './notify-level.ts';

const WISHES = 'notify:';
const MUTES = 'mute:';
const LEVELS: ReadonlySet<string> = new Set<NotifyLevel>(['loud', 'silent', 'off']);

/** What people set in their chats about how loud it is there, kept over restarts; it stands over the configuration. */
export interface NotifyBook {
  load(): Promise<void>;
  /** How a message of that type goes to that target now. */
  levelFor(target: string, type: DeskMessageType): NotifyLevel;
  /** Without a mute. */
  settingFor(address: ChatAddress, type: DeskMessageType): NotifyLevel;
  /** Unix ms; `null`: it is not muted. */
  mutedUntil(address: ChatAddress): number | null;
  /** `null` takes everything back that was set in this chat. */
  set(address: ChatAddress, types: readonly DeskMessageType[] | null, level: NotifyLevel, by: string): Promise<void>;
  /** Until then everything is silent there that may be; `null` ends it. */
  mute(address: ChatAddress, until: number | null, by: string): Promise<void>;
}

export interface NotifyBookOptions {
  readonly journal: Journal;
  readonly directory: ChatDirectory;
  readonly now: () => number;
}

function readWishes(text: string): NotifyWishes {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return {};
  const isLevel = (level: unknown): level is NotifyLevel => typeof level === 'string' && LEVELS.has(level);
  return Object.fromEntries(Object.entries(value).flatMap(([key, level]) => (isLevel(level) ? [[key, level]] : [])));
}

export function createNotifyBook({ journal, directory, now }: NotifyBookOptions): NotifyBook {
  const wishes = new Map<string, NotifyWishes>();
  const mutes = new Map<string, number>();

  /** One key for a chat, by whatever name it is called. */
  function keyOf(address: ChatAddress): string {
    const { chatId, topic } = directory.resolve(directory.targetOf(address)) ?? address;
    return topic === null ? chatId : `${chatId}:${topic}`;
  }
  const settingFor = (address: ChatAddress, type: DeskMessageType) =>
    levelOf(type, wishes.get(keyOf(address)) ?? {}, directory.wishes(directory.targetOf(address)));
  function mutedUntil(address: ChatAddress): number | null {
    const until = mutes.get(keyOf(address)) ?? 0;
    return until > now() ? until : null;
  }
  async function put(name: string, value: string | null, entry: Pick<AuditEntry, 'actor' | 'action' | 'detail'>) {
    const changes: JournalChange[] = [
      { type: 'flag-put', name, value },
      { type: 'audit-append', entry: { ...entry, at: now() } },
    ];
    await journal.commit(changes);
  }

  return {
    async load() {
      for (const [name, value] of Object.entries(await journal.readFlags())) {
        if (name.startsWith(WISHES)) wishes.set(name.slice(WISHES.length), readWishes(value));
        if (name.startsWith(MUTES)) mutes.set(name.slice(MUTES.length), Number.parseInt(value, 10));
      }
    },
    levelFor(target, type) {
      const address = directory.resolve(target);
      if (address === null) return levelOf(type);
      const level = settingFor(address, type);
      return level === 'loud' && !isCritical(type) && mutedUntil(address) !== null ? 'silent' : level;
    },
    settingFor,
    mutedUntil,
    async set(address, types, level, by) {
      const key = keyOf(address);
      const next = types === null ? {} : { ...wishes.get(key), ...Object.fromEntries(types.map((it) => [it, level])) };
      const value = types === null ? null : JSON.stringify(next);
      const detail = JSON.stringify({ chat: key, types: types ?? 'all', level: types === null ? 'default' : level });
      await put(`${WISHES}${key}`, value, { actor: by, action: 'notify', detail });
      wishes.set(key, next);
    },
    async mute(address, until, by) {
      const key = keyOf(address);
      const detail = JSON.stringify({ chat: key, until });
      await put(`${MUTES}${key}`, until === null ? null : `${until}`, { actor: by, action: 'mute', detail });
      mutes.set(key, until ?? 0);
    },
  };
}
