import type { AuditEntry, Journal } from '@perpdesk/journal/port';
import type { UserDirectory } from '../chat/user-directory.ts';
import type { DeskUser } from '../desk/desk-user.ts';
import type { ChatAddress } from '../outbox/chat-directory.ts';
import { readLink, type ChatLink } from './chat-link.ts';
import { putGrant, readGrants, type Grant } from './grant.ts';
import { rightsIn, toDeskUser, type PersonFile, type Rights } from './rights.ts';

const GRANTS = 'grant:';
const LINKS = 'link:';

/** Who may do what, by numeric id: what the configuration says, and what was given in chats, kept over restarts. */
export interface RightsBook extends UserDirectory {
  load(): Promise<void>;
  /** What the configuration says from now on; what was given in chats stays. */
  configure(users: readonly DeskUser[]): void;
  /** In a chat, whatever accounts it is bound to; `null`: in every chat. */
  rightsOf(id: string, place: ChatAddress | null): Rights;
  fileOf(id: string): PersonFile;
  /** Everybody who is named in the configuration or was ever given something. */
  people(): readonly string[];
  /** Writes it and its audit row, or neither. `mayPut` sees all as it would be; `false`: nothing was written. */
  grant(id: string, grant: Grant, mayPut: (grants: readonly Grant[]) => boolean): Promise<boolean>;
  linkOf(place: ChatAddress): ChatLink | null;
  /** `null` unbinds the chat, or topic. */
  link(place: ChatAddress, link: ChatLink | null, by: string): Promise<void>;
}

export interface RightsBookOptions {
  readonly journal: Journal;
  readonly users: readonly DeskUser[];
  readonly brokerIds: readonly string[];
  readonly now: () => number;
  /** A chat that got a new id goes by its first one. */
  readonly originalId?: (chatId: string) => string;
}

export function createRightsBook(options: RightsBookOptions): RightsBook {
  const { journal, brokerIds, now, originalId = (chatId) => chatId } = options;
  let configured = new Map(options.users.map((user) => [user.id, user]));
  const granted = new Map<string, readonly Grant[]>();
  const links = new Map<string, ChatLink>();
  let turn = Promise.resolve();

  const fileOf = (id: string): PersonFile => ({
    configured: configured.get(id) ?? null,
    grants: granted.get(id) ?? [],
  });
  const settled = (place: ChatAddress): ChatAddress => ({ ...place, chatId: originalId(place.chatId) });
  const keyOf = ({ chatId, topic }: ChatAddress) => (topic === null ? chatId : `${chatId}:${topic}`);
  function linkOf(place: ChatAddress): ChatLink | null {
    const at = settled(place);
    return links.get(keyOf(at)) ?? links.get(at.chatId) ?? null;
  }
  const rightsOf = (id: string, place: ChatAddress | null) =>
    rightsIn(fileOf(id), brokerIds, place === null ? null : settled(place));
  async function put(name: string, value: string | null, entry: Omit<AuditEntry, 'at'>): Promise<void> {
    const result = await journal.commit([
      { type: 'flag-put', name, value },
      { type: 'audit-append', entry: { ...entry, at: now() } },
    ]);
    if (!result.ok) throw new Error('The change was not written.');
  }
  /** One change after the other: each is made from the one before. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = turn.then(change);
    turn = done.then(
      () => {},
      () => {},
    );
    return done;
  }

  return {
    async load() {
      for (const [name, value] of Object.entries(await journal.readFlags())) {
        if (name.startsWith(GRANTS)) granted.set(name.slice(GRANTS.length), readGrants(value));
        const link = name.startsWith(LINKS) ? readLink(value) : null;
        if (link !== null) links.set(name.slice(LINKS.length), link);
      }
    },
    configure(users) {
      configured = new Map(users.map((user) => [user.id, user]));
    },
    find: (id, place = null) =>
      toDeskUser(id, rightsOf(id, place), place === null ? null : (linkOf(place)?.brokers ?? null)),
    rightsOf,
    fileOf,
    people: () => [...new Set([...configured.keys(), ...granted.keys()])],
    grant: (id, grant, mayPut) =>
      inTurn(async () => {
        const at = { ...grant, place: grant.place === null ? null : settled(grant.place) };
        const next = putGrant(granted.get(id) ?? [], at);
        if (!mayPut(next)) return false;
        const { role, brokers, place } = at;
        const where = place === null ? {} : { chat: keyOf(place) };
        const detail = JSON.stringify({ user: id, role, brokers: brokers ?? 'all', ...where });
        const action = role === 'none' ? 'revoke' : 'grant';
        await put(`${GRANTS}${id}`, JSON.stringify(next), { actor: at.by, action, detail });
        granted.set(id, next);
        return true;
      }),
    linkOf,
    link: (place, link, by) =>
      inTurn(async () => {
        const key = keyOf(settled(place));
        const detail = JSON.stringify({ chat: key, brokers: link?.brokers ?? 'all' });
        const value = link === null ? null : JSON.stringify(link);
        await put(`${LINKS}${key}`, value, { actor: by, action: link === null ? 'unlink' : 'link', detail });
        if (link === null) links.delete(key);
        else links.set(key, link);
      }),
  };
}
