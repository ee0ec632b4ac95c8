import { roleTexts } from '../language/texts/help.ts';
import { refusalTexts } from '../language/texts/refusal.ts';
import type { NotifyGroup, NotifyLevel, NotifyType } from '@perpdesk/broker-config';
import type { Clock } from '@perpdesk/broker-core';
import type { ChatAddress, ChatDirectory } from '../outbox/chat-directory.ts';
import type { NotifyBook } from './notify-book.ts';
import { isCritical, notifyGroups } from './notify-level.ts';
import { accept, refuse, type DeskRefusal, type DeskResult } from '../desk/desk-result.ts';
import { actorOf, canSee, canTrade, canTradeOn, roleOfAll, type DeskUser } from '../desk/desk-user.ts';
import { parseSpan } from './parse-span.ts';
import { readRefusalTexts } from '../language/texts/read-refusal.ts';

export interface NotifyLine {
  readonly type: NotifyType;
  readonly level: NotifyLevel;
  /** It rings whatever is set. */
  readonly isFixed: boolean;
}

/** How loud each type is in one chat. */
export interface NotifyReport {
  readonly groups: readonly { readonly group: NotifyGroup; readonly lines: readonly NotifyLine[] }[];
  /** Unix ms; `null`: it is not muted. */
  readonly mutedUntil: number | null;
}

/**
 * What a person sets for a chat: elsewhere it takes somebody who trades on every account that the chat hears of, in one's own
 * chat nobody else is asked.
 */
export interface NotifySettings {
  report(address: ChatAddress): NotifyReport;
  /** `order.filled silent`, `order off`, `all loud`, or `reset` for what the configuration says. */
  set(user: DeskUser, address: ChatAddress, text: string): Promise<DeskResult<NotifyReport>>;
  /** For a span such as `2h`. */
  mute(user: DeskUser, address: ChatAddress, text: string): Promise<DeskResult<NotifyReport>>;
  unmute(user: DeskUser, address: ChatAddress): Promise<DeskResult<NotifyReport>>;
}

export interface NotifySettingsOptions {
  readonly book: NotifyBook;
  readonly directory: Pick<ChatDirectory, 'accountsHeard'>;
  readonly clock: Clock;
}

const MAX_MUTE_MS = 7 * 86_400_000;
const LEVELS: readonly NotifyLevel[] = ['loud', 'silent', 'off'];

function groupNames(): string {
  return [...notifyGroups().map(([group]) => group), 'all'].join(', ');
}

function typesOf(word: string): readonly NotifyType[] {
  const groups = notifyGroups();
  if (word === 'all') return groups.flatMap(([, types]) => types);
  return (
    groups.find(([group]) => group === word)?.[1] ?? groups.flatMap(([, types]) => types.filter((it) => it === word))
  );
}

export function createNotifySettings({ book, directory, clock }: NotifySettingsOptions): NotifySettings {
  const report = (address: ChatAddress): NotifyReport => ({
    groups: notifyGroups().map(([group, types]) => ({
      group,
      lines: types.map((type) => ({ type, level: book.settingFor(address, type), isFixed: isCritical(type) })),
    })),
    mutedUntil: book.mutedUntil(address),
  });
  /** Why the person may not make that chat quiet; `null`: they may. */
  function forbidden(user: DeskUser, address: ChatAddress): DeskRefusal | null {
    if (address.chatId === user.id) return null;
    if (!canTrade(user)) return refuse('role', ({ say }) => say(refusalTexts).mayNotNotify(say(roleTexts)[user.role]));
    const ofAll = roleOfAll(user);
    if (ofAll === 'owner' || ofAll === 'trader') return null;
    const others = directory.accountsHeard(address).filter((id) => !canTradeOn(user, id));
    if (others.length === 0) return null;
    // an account that they may not even see has no name for them
    const names = others.filter((id) => canSee(user, id)).map((id) => `@${id}`);
    return refuse('role', ({ say }) => say(refusalTexts).hearsOfOthers(names.join(', ')));
  }

  return {
    report,
    async set(user, address, text) {
      const no = forbidden(user, address);
      if (no !== null) return no;
      const [word = '', wanted = ''] = text.toLowerCase().trim().split(/\s+/u);
      if (word === 'reset' && wanted === '') {
        await book.set(address, null, 'loud', actorOf(user));
        return accept(report(address));
      }
      const level = LEVELS.find((it) => it === wanted);
      const types = typesOf(word);
      if (level === undefined || types.length === 0)
        return refuse('usage', ({ say }) => say(readRefusalTexts).notifyUsage(groupNames()));
      const free = types.filter((type) => !isCritical(type));
      if (free.length === 0 && level !== 'loud') {
        return refuse('blocked', ({ say }) => say(readRefusalTexts).staysLoud(word));
      }
      await book.set(address, free, level, actorOf(user));
      return accept(report(address));
    },
    async mute(user, address, text) {
      const no = forbidden(user, address);
      if (no !== null) return no;
      const span = parseSpan(text.trim().toLowerCase());
      if (span === null || span === 0 || span > MAX_MUTE_MS) {
        return refuse('usage', ({ say }) => say(readRefusalTexts).muteUsage);
      }
      await book.mute(address, clock.now() + span, actorOf(user));
      return accept(report(address));
    },
    async unmute(user, address) {
      const no = forbidden(user, address);
      if (no !== null) return no;
      await book.mute(address, null, actorOf(user));
      return accept(report(address));
    },
  };
}
