import type { TapPlace } from '../desk/confirm-cards.ts';
import type { ChatServices, MemberCall } from './chat-command.ts';

/** Where a person acts, and who others are there. */
export function tapPlaceOf({ users }: ChatServices, { user, address }: MemberCall): TapPlace {
  return { user, ...address, findUser: (id, place) => users.find(id, place) };
}
