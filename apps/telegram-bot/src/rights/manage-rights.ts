import type { AuditRow, Journal } from '@perpdesk/journal/port';
import { verifyAudit } from '@perpdesk/journal/port';
import { actorOf, ROLES, type DeskUser, type Role } from '../desk/desk-user.ts';
import type { ChatAddress } from '../outbox/chat-directory.ts';
import type { ChatLink } from './chat-link.ts';
import type { Grant } from './grant.ts';
import { isPersonId } from './person-id.ts';
import { roleOnAll, rightsIn } from './rights.ts';
import type { RightsBook } from './rights-book.ts';

/** One line of who may do what. */
export interface PersonReport {
  readonly id: string;
  /** As the configuration has them; `null`: it does not. */
  readonly configured: { readonly role: Role; readonly brokers: readonly string[] | null } | null;
  readonly grants: readonly Grant[];
}

export interface AuditReport {
  /** Newest first. */
  readonly rows: readonly AuditRow[];
  /** The chain of hashes is unbroken over these rows and the one before them. */
  readonly isIntact: boolean;
}

export type RightsRefusal =
  | { readonly code: 'not-owner' }
  | { readonly code: 'usage'; readonly of: 'grant' | 'revoke' | 'link' | 'audit' }
  | { readonly code: 'no-person'; readonly word: string }
  | { readonly code: 'no-account'; readonly word: string; readonly known: readonly string[] }
  | { readonly code: 'configured-owner'; readonly id: string }
  | { readonly code: 'last-owner' };

export type RightsResult<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & RightsRefusal);

/** Who lets whom in, and where. Every act is an audit row; only an owner of all the accounts concerned may. */
export interface RightsDesk {
  users(user: DeskUser, place: ChatAddress): RightsResult<readonly PersonReport[]>;
  /** `<id> <role> [@account …] [here]`. */
  grant(user: DeskUser, place: ChatAddress, text: string): Promise<RightsResult<PersonReport>>;
  /** `<id> [@account …] [here]`. */
  revoke(user: DeskUser, place: ChatAddress, text: string): Promise<RightsResult<PersonReport>>;
  /** Empty: how it stands; `@account …` or `off`. */
  link(user: DeskUser, place: ChatAddress, text: string): Promise<RightsResult<ChatLink | null>>;
  audit(user: DeskUser, text: string): Promise<RightsResult<AuditReport>>;
}

export interface RightsDeskOptions {
  readonly book: RightsBook;
  readonly journal: Pick<Journal, 'listAudit'>;
  readonly brokerIds: readonly string[];
  readonly now: () => number;
}

interface Wish {
  readonly words: readonly string[];
  /** `null`: all. */
  readonly brokers: readonly string[] | null;
  readonly isHere: boolean;
}

const AUDIT_ROWS = 10;

function decline(refusal: RightsRefusal): { readonly ok: false } & RightsRefusal {
  return { ok: false, ...refusal };
}

export function createRightsDesk({ book, journal, brokerIds, now }: RightsDeskOptions): RightsDesk {
  function readWish(text: string): RightsResult<Wish> {
    const all = text.split(/\s+/u).filter((word) => word !== '');
    const named = all.filter((word) => word.startsWith('@')).map((word) => word.slice(1));
    const ids = named.map((name) => brokerIds.find((id) => id.toLowerCase() === name.toLowerCase()));
    const unknown = named.find((_name, index) => ids[index] === undefined);
    if (unknown !== undefined) return decline({ code: 'no-account', word: unknown, known: brokerIds });
    const rest = all.filter((word) => !word.startsWith('@')).map((word) => word.toLowerCase());
    const brokers = named.length === 0 ? null : [...new Set(ids.flatMap((id) => (id === undefined ? [] : [id])))];
    return {
      ok: true,
      value: { words: rest.filter((word) => word !== 'here'), brokers, isHere: rest.includes('here') },
    };
  }

  /** Owner of each of these accounts, where the change is to count. */
  function isOwner(user: DeskUser, brokers: readonly string[] | null, place: ChatAddress | null): boolean {
    const rights = book.rightsOf(user.id, place);
    if (brokers === null) return roleOnAll(rights) === 'owner';
    return brokers.every((id) => rights.roles[id] === 'owner');
  }
  const isAnyOwner = (user: DeskUser, place: ChatAddress) => {
    const { roles, rest } = book.rightsOf(user.id, place);
    return rest === 'owner' || Object.values(roles).includes('owner');
  };
  /** Somebody is left who may change everything everywhere. */
  function isOwned(changed: string, grants: readonly Grant[]): boolean {
    return book.people().some((id) => {
      const file = book.fileOf(id);
      const then = id === changed ? { ...file, grants } : file;
      return roleOnAll(rightsIn(then, brokerIds, null)) === 'owner';
    });
  }
  function reportOf(id: string): PersonReport {
    const { configured, grants } = book.fileOf(id);
    return {
      id,
      configured: configured === null ? null : { role: configured.role, brokers: configured.brokers },
      grants,
    };
  }
  async function put(
    user: DeskUser,
    id: string,
    grant: Pick<Grant, 'role' | 'brokers' | 'place'>,
  ): Promise<RightsResult<PersonReport>> {
    if (!isPersonId(id)) return decline({ code: 'no-person', word: id });
    if (!isOwner(user, grant.brokers, grant.place)) return decline({ code: 'not-owner' });
    const { configured } = book.fileOf(id);
    if (configured?.role === 'owner') return decline({ code: 'configured-owner', id });
    const next: Grant = { ...grant, by: actorOf(user), at: now() };
    const isDone = await book.grant(id, next, (grants) => isOwned(id, grants) || !isOwned(id, book.fileOf(id).grants));
    return isDone ? { ok: true, value: reportOf(id) } : decline({ code: 'last-owner' });
  }

  return {
    users(user, place) {
      if (!isAnyOwner(user, place)) return decline({ code: 'not-owner' });
      return { ok: true, value: book.people().map(reportOf) };
    },
    async grant(user, place, text) {
      if (!isAnyOwner(user, place)) return decline({ code: 'not-owner' });
      const wish = readWish(text);
      if (!wish.ok) return wish;
      const { words, brokers, isHere } = wish.value;
      const [id, word, extra] = words;
      const role = ROLES.find((it) => it === word);
      if (id === undefined || role === undefined || extra !== undefined) return decline({ code: 'usage', of: 'grant' });
      return put(user, id, { role, brokers, place: isHere ? place : null });
    },
    async revoke(user, place, text) {
      if (!isAnyOwner(user, place)) return decline({ code: 'not-owner' });
      const wish = readWish(text);
      if (!wish.ok) return wish;
      const { words, brokers, isHere } = wish.value;
      const [id, extra] = words;
      if (id === undefined || extra !== undefined) return decline({ code: 'usage', of: 'revoke' });
      return put(user, id, { role: 'none', brokers, place: isHere ? place : null });
    },
    async link(user, place, text) {
      if (!isAnyOwner(user, place)) return decline({ code: 'not-owner' });
      const wish = readWish(text);
      if (!wish.ok) return wish;
      const { words, brokers } = wish.value;
      const [word, extra] = words;
      const isOff = word === 'off' && brokers === null;
      if (extra !== undefined || (word !== undefined && !isOff)) return decline({ code: 'usage', of: 'link' });
      if (brokers === null && !isOff) return { ok: true, value: book.linkOf(place) };
      // what this chat was bound to, and what it is to see from now on
      if (!isOwner(user, null, place)) return decline({ code: 'not-owner' });
      const link = brokers === null ? null : { brokers, by: actorOf(user), at: now() };
      await book.link(place, link, actorOf(user));
      return { ok: true, value: book.linkOf(place) };
    },
    async audit(user, text) {
      if (!isOwner(user, null, null)) return decline({ code: 'not-owner' });
      const word = text.trim();
      if (word !== '' && !/^[1-9]\d?$/.test(word)) return decline({ code: 'usage', of: 'audit' });
      const count = word === '' ? AUDIT_ROWS : Number.parseInt(word, 10);
      // the first row of a piece is judged by the one before it alone
      const rows = await journal.listAudit(count + 1);
      return { ok: true, value: { rows: rows.slice(0, count), isIntact: verifyAudit(rows).ok } };
    },
  };
}
