import { ROLES, type DeskUser, type Role } from '../desk/desk-user.ts';
import type { ChatAddress } from '../outbox/chat-directory.ts';
import { fitOf, type Grant } from './grant.ts';

/** What a person is on each account, in one place. */
export interface Rights {
  readonly roles: Readonly<Record<string, Role | null>>;
  /** On accounts that are not there yet. */
  readonly rest: Role | null;
}

export interface PersonFile {
  /** As the configuration has them; `null`: it does not. */
  readonly configured: DeskUser | null;
  readonly grants: readonly Grant[];
}

/** What the configuration gives an owner no grant takes away; else the narrowest counts, the newest among equals. */
function roleFor({ configured, grants }: PersonFile, brokerId: string | null, place: ChatAddress | null): Role | null {
  const isListed = (brokers: DeskUser['brokers']) =>
    brokers === null || (brokerId !== null && brokers.includes(brokerId));
  const base = configured !== null && isListed(configured.brokers) ? configured.role : null;
  if (base === 'owner') return base;
  let [role, best]: [Role | 'none' | null, number] = [base, 0];
  for (const grant of grants) {
    const fit = fitOf(grant, brokerId, place);
    if (fit === null || fit < best) continue;
    [role, best] = [grant.role, fit];
  }
  return role === 'none' ? null : role;
}

export function rightsIn(file: PersonFile, brokerIds: readonly string[], place: ChatAddress | null): Rights {
  return {
    roles: Object.fromEntries(brokerIds.map((id) => [id, roleFor(file, id, place)])),
    rest: roleFor(file, null, place),
  };
}

function highest(roles: readonly (Role | null)[]): Role | null {
  return ROLES.find((role) => roles.includes(role)) ?? null;
}

/** What they are on all accounts at once: the least of all; `null` where one is missing. */
export function roleOnAll({ roles, rest }: Rights): Role | null {
  const all = [...Object.values(roles), rest];
  return all.includes(null) ? null : (ROLES.findLast((role) => all.includes(role)) ?? null);
}

/** The person as they stand where only these accounts (`null`: all) exist; `null`: nobody there. */
export function toDeskUser(id: string, rights: Rights, bound: readonly string[] | null): DeskUser | null {
  const seen = Object.entries(rights.roles).flatMap(([brokerId, role]) =>
    role === null || bound?.includes(brokerId) === false ? [] : [[brokerId, role] as const],
  );
  const isAll = bound === null && rights.rest !== null && seen.length === Object.keys(rights.roles).length;
  const role = highest([...seen.map(([, it]) => it), ...(isAll ? [rights.rest] : [])]);
  if (role === null) return null;
  const isEven = seen.every(([, it]) => it === role) && (!isAll || rights.rest === role);
  return {
    id,
    role,
    brokers: isAll ? null : seen.map(([brokerId]) => brokerId),
    ...(isEven ? {} : { roles: Object.fromEntries(seen) }),
    ofAll: roleOnAll(rights),
  };
}
