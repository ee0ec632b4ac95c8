import type { DeskUser } from '../desk/desk-user.ts';

/** Who is on the list, by numeric id. An empty list lets nobody in. */
export interface UserDirectory {
  find(id: string): DeskUser | null;
}

export function createUserDirectory(users: readonly DeskUser[]): UserDirectory {
  const byId = new Map(users.map((user) => [user.id, user]));
  return { find: (id) => byId.get(id) ?? null };
}
