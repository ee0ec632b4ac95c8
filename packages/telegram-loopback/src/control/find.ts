import type { User } from '../wire/user.ts';
import type { ChatRoom, StoredMessage } from '../world/chat-room.ts';
import type { World } from '../world/world.ts';
import { ControlError } from './control-error.ts';

/** The room of that id; a migrated group leads to its supergroup. */
export function findRoomById(world: World, chatId: number): ChatRoom {
  const room = world.rooms.get(chatId);
  if (room === undefined) throw new ControlError(`chatId: there is no chat ${chatId}`);
  return room.migratedTo === undefined ? room : findRoomById(world, room.migratedTo);
}

/** The user of that id. */
export function findUser(world: World, userId: number): User {
  const user = world.users.get(userId);
  if (user === undefined) throw new ControlError(`userId: there is no user ${userId}`);
  return user;
}

/** The user, if a member of the room. */
export function findMember(world: World, room: ChatRoom, userId: number): User {
  const user = findUser(world, userId);
  if (!room.members.has(userId)) throw new ControlError(`userId: ${userId} is not in chat ${room.chat.id}`);
  return user;
}

export function findMessage(room: ChatRoom, messageId: number): StoredMessage {
  const stored = room.messages.get(messageId);
  if (stored === undefined) throw new ControlError(`messageId: chat ${room.chat.id} has no message ${messageId}`);
  return stored;
}
