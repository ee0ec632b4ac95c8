import type { ChatRoom } from './chat-room.ts';
import { postMessage } from './post-message.ts';
import type { World } from './world.ts';

/** Makes a supergroup of a group: a new id, and both sides say so. Returns the new id. */
export function migrateGroup(world: World, room: ChatRoom, newId?: number): number {
  if (room.migratedTo !== undefined) return room.migratedTo;
  const oldId = room.chat.id;
  let id = newId ?? -(1_000_000_000_000 + (Math.abs(oldId) % 1_000_000_000_000));
  while (world.rooms.has(id)) id -= 1;
  const supergroup: ChatRoom = {
    ...room,
    chat: { ...room.chat, id, type: 'supergroup' },
    lastMessageId: world.firstMessageId - 1,
    messages: new Map(),
  };
  world.rooms.set(id, supergroup);
  room.migratedTo = id;
  world.updates.push('message', postMessage(world, room, { sender_chat: room.chat, migrate_to_chat_id: id }));
  world.updates.push(
    'message',
    postMessage(world, supergroup, { sender_chat: supergroup.chat, migrate_from_chat_id: oldId }),
  );
  world.events.emit({ type: 'rooms-changed' });
  return id;
}
