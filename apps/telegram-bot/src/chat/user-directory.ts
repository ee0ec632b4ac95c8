import type { DeskUser } from '../desk/desk-user.ts';
import type { ChatAddress } from '../outbox/chat-directory.ts';

/** Who is on the list, by numeric id. An empty list lets nobody in. */
export interface UserDirectory {
  /** The person as they stand in that chat; `null`: a stranger there. */
  find(id: string, place?: ChatAddress | null): DeskUser | null;
}
