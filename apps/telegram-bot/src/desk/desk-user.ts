export const ROLES = ['owner', 'trader', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** A person on the list. Whoever is not on it is nobody. */
export interface DeskUser {
  /** Numeric id as text. */
  readonly id: string;
  readonly role: Role;
  /** Accounts that this person sees; `null`: all. */
  readonly brokers: readonly string[] | null;
}

export function actorOf(user: DeskUser): string {
  return `user:${user.id}`;
}

export function canTrade(user: DeskUser): boolean {
  return user.role !== 'viewer';
}

/** Lifting a pause concerns every account, so it takes somebody who answers for all of them. */
export function canResume(user: DeskUser): boolean {
  return user.role === 'owner' || (user.role === 'trader' && user.brokers === null);
}

export function canSee(user: DeskUser, brokerId: string): boolean {
  return user.brokers === null || user.brokers.includes(brokerId);
}
