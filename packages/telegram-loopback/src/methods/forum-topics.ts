import { badRequest } from '../api-error.ts';
import { readInteger, readText, type MethodArguments } from '../arguments/arguments.ts';
import type { ChatRoom, Topic } from '../world/chat-room.ts';
import { postMessage, removeMessage } from '../world/post-message.ts';
import type { World } from '../world/world.ts';
import { findWritableRoom } from './find-room.ts';
import type { Method } from './method.ts';

const ICON_COLOR = 7_322_096;

/** Opens a topic in the room; its id is the id of the service message that tells of it. */
export function openTopic(world: World, room: ChatRoom, name: string): Topic {
  const id = room.lastMessageId + 1;
  room.chat = { ...room.chat, is_forum: true };
  const topic = { id, name, isClosed: false };
  room.topics.set(id, topic);
  postMessage(world, room, {
    from: world.bot,
    message_thread_id: id,
    forum_topic_created: { name, icon_color: ICON_COLOR },
  });
  world.events.emit({ type: 'rooms-changed' });
  return topic;
}

function findForum(world: World, args: MethodArguments): ChatRoom {
  const room = findWritableRoom(world, args);
  if (room.chat.is_forum !== true) throw badRequest('the chat is not a forum');
  if (room.botStatus !== 'administrator') throw badRequest('not enough rights to create a topic');
  return room;
}

function findTopic(room: ChatRoom, args: MethodArguments): Topic {
  const topic = room.topics.get(readInteger(args, 'message_thread_id') ?? 0);
  if (topic === undefined) throw badRequest('TOPIC_ID_INVALID');
  return topic;
}

function readName(args: MethodArguments): string {
  const name = readText(args, 'name') ?? '';
  if (name === '' || name.length > 128) throw badRequest('TOPIC_TITLE_EMPTY');
  return name;
}

export const createForumTopic: Method = ({ world, args }) => {
  const name = readName(args);
  const topic = openTopic(world, findForum(world, args), name);
  return { message_thread_id: topic.id, name: topic.name, icon_color: ICON_COLOR };
};

export const editForumTopic: Method = ({ world, args }) => {
  const room = findForum(world, args);
  const topic = findTopic(room, args);
  return changeTopic(world, room, { ...topic, name: readText(args, 'name') || topic.name });
};

const setClosed =
  (isClosed: boolean): Method =>
  ({ world, args }) => {
    const room = findForum(world, args);
    const topic = findTopic(room, args);
    if (topic.isClosed === isClosed) throw badRequest('TOPIC_NOT_MODIFIED');
    return changeTopic(world, room, { ...topic, isClosed });
  };

export const closeForumTopic = setClosed(true);
export const reopenForumTopic = setClosed(false);

export const deleteForumTopic: Method = ({ world, args }) => {
  const room = findForum(world, args);
  const { id } = findTopic(room, args);
  room.topics.delete(id);
  for (const { message } of room.messages.values())
    if (message.message_thread_id === id) removeMessage(world, room, message.message_id);
  world.events.emit({ type: 'rooms-changed' });
  return true;
};

function changeTopic(world: World, room: ChatRoom, topic: Topic): true {
  room.topics.set(topic.id, topic);
  world.events.emit({ type: 'rooms-changed' });
  return true;
}
