export const ROLES = ['owner', 'trader', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** A person on the list, as they stand in one chat. Whoever is not on it is nobody. */
export interface DeskUser {
  /** Numeric id as text. */
  readonly id: string;
  /** The highest that they have here on any account. */
  readonly role: Role;
  /** Accounts that this person sees here; `null`: all. */
  readonly brokers: readonly string[] | null;
  /** Where it is not the same on each account that they see. */
  readonly roles?: Readonly<Record<string, Role>>;
  /** What they are on every account at once, whatever accounts this chat is bound to; `null`: not on all of them. */
  readonly ofAll?: Role | null;
}

export function actorOf(user: Pick<DeskUser, 'id'>): string {
  return `user:${user.id}`;
}

export function canSee(user: DeskUser, brokerId: string): boolean {
  return user.brokers === null || user.brokers.includes(brokerId);
}

/** `null`: they do not see the account. */
export function roleOn(user: DeskUser, brokerId: string): Role | null {
  if (!canSee(user, brokerId)) return null;
  return user.roles === undefined ? user.role : (user.roles[brokerId] ?? null);
}

/** The least that they are on any of these accounts; `null`: on some they are nobody, or there are none. */
export function leastRoleOn(user: DeskUser, brokerIds: readonly string[]): Role | null {
  return leastOf(brokerIds.map((id) => roleOn(user, id)));
}

function leastOf(roles: readonly (Role | null)[]): Role | null {
  return roles.includes(null) ? null : (ROLES.findLast((role) => roles.includes(role)) ?? null);
}

/** On some account; on which, `canTradeOn` says. */
export function canTrade(user: DeskUser): boolean {
  return user.role !== 'viewer';
}

export function canTradeOn(user: DeskUser, brokerId: string): boolean {
  const role = roleOn(user, brokerId);
  return role === 'owner' || role === 'trader';
}

/** The role on all accounts at once; `null`: on some they have none. */
export function roleOfAll({ ofAll, brokers, roles, role }: DeskUser): Role | null {
  if (ofAll !== undefined) return ofAll;
  if (brokers !== null) return null;
  return roles === undefined ? role : leastOf(Object.values(roles));
}

/** What stands in the way of entries, and whose wish that is. */
export interface Blocked {
  readonly panicBlocked: boolean;
  /** `user:<id>` of everybody who paused. */
  readonly pausedBy: readonly string[];
  /** Instruments that take no entry until their drift is accepted. */
  readonly halted: readonly string[];
}

/**
 * Who trades may pause, and take back what they alone paused. Lifting what another one wants, the block of /panic or a drift
 * concerns every account, so it takes somebody who answers for all of them.
 */
export function canResume(user: DeskUser, { panicBlocked, pausedBy, halted }: Blocked): boolean {
  const role = roleOfAll(user);
  if (role === 'owner' || role === 'trader') return true;
  const isOwn = pausedBy.length > 0 && pausedBy.every((actor) => actor === actorOf(user));
  return canTrade(user) && isOwn && !panicBlocked && halted.length === 0;
}
