import { openTopic } from '../methods/forum-topics.ts';
import { migrateGroup } from '../world/migrate-group.ts';
import { nowSeconds } from '../world/post-message.ts';
import type { World } from '../world/world.ts';
import type { Action, ActionResult } from './action.ts';
import { ControlError } from './control-error.ts';
import { findMember, findMessage, findRoomById } from './find.ts';
import { editText, forwardMessage, postInChannel, sendAnonymously, sendText } from './people-write.ts';
import { reactTo, tapButton } from './people-tap.ts';

/** Does what a person would do, with every update that Telegram would send of it. */
export function performAction(world: World, action: Action): ActionResult {
  switch (action.act) {
    case 'send-text':
      return { message: sendText(world, action) };
    case 'tap':
      return { callbackQueryId: tapButton(world, action) };
    case 'edit-text':
      return { message: editText(world, action) };
    case 'forward':
      return { message: forwardMessage(world, action) };
    case 'send-anonymously':
      return { message: sendAnonymously(world, action) };
    case 'post-in-channel':
      return { message: postInChannel(world, action) };
    case 'react':
      reactTo(world, action);
      return { message: findMessage(findRoomById(world, action.chatId), action.messageId).message };
    case 'set-blocked':
      setBlocked(world, action);
      return {};
    case 'set-bot-status':
      setBotStatus(world, action);
      return {};
    case 'migrate':
      return { chatId: migrate(world, action) };
    case 'open-topic': {
      const room = findRoomById(world, action.chatId);
      if (room.chat.type !== 'supergroup') throw new ControlError('chatId: only a supergroup has topics');
      return { threadId: openTopic(world, room, action.name).id };
    }
    default:
      return action satisfies never;
  }
}

type Blocking = Extract<Action, { act: 'set-blocked' }>;

function setBlocked(world: World, { userId, isBlocked }: Blocking): void {
  const room = findRoomById(world, userId);
  const user = findMember(world, room, userId);
  const status = (blocked: boolean) => ({ user: world.bot, status: blocked ? 'kicked' : 'member' });
  world.updates.push('my_chat_member', {
    chat: room.chat,
    from: user,
    date: nowSeconds(world),
    old_chat_member: status(room.isBlocked),
    new_chat_member: status(isBlocked),
  });
  room.isBlocked = isBlocked;
  world.events.emit({ type: 'rooms-changed' });
}

function setBotStatus(world: World, { chatId, status }: Extract<Action, { act: 'set-bot-status' }>): void {
  const room = findRoomById(world, chatId);
  const admin = [...room.admins].flatMap((id) => world.users.get(id) ?? [])[0];
  if (room.chat.type === 'private' || admin === undefined)
    throw new ControlError('chatId: expected a group or channel with an administrator');
  world.updates.push('my_chat_member', {
    chat: room.chat,
    from: admin,
    date: nowSeconds(world),
    old_chat_member: { user: world.bot, status: room.botStatus },
    new_chat_member: { user: world.bot, status },
  });
  room.botStatus = status;
  world.events.emit({ type: 'rooms-changed' });
}

function migrate(world: World, { chatId, newChatId }: Extract<Action, { act: 'migrate' }>): number {
  const room = findRoomById(world, chatId);
  if (room.chat.type !== 'group') throw new ControlError('chatId: only a group can become a supergroup');
  return migrateGroup(world, room, newChatId);
}
