import { badRequest } from '../api-error.ts';
import { readInteger } from '../arguments/arguments.ts';
import type { User } from '../wire/user.ts';
import type { ChatRoom } from '../world/chat-room.ts';
import type { World } from '../world/world.ts';
import { findRoom, findWritableRoom } from './find-room.ts';
import type { Method } from './method.ts';

export const getChat: Method = ({ world, args }) => {
  const room = findWritableRoom(world, args);
  const pinned = [...room.messages.values()].findLast(({ isPinned }) => isPinned);
  return {
    ...room.chat,
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...(pinned === undefined ? {} : { pinned_message: pinned.message }),
  };
};

export const getChatMember: Method = ({ world, args }) => {
  const room = findWritableRoom(world, args);
  const userId = readInteger(args, 'user_id') ?? 0;
  const user = userId === world.bot.id ? world.bot : world.users.get(userId);
  if (user === undefined) throw badRequest('user not found');
  return memberOf(world, room, user);
};

export const getChatAdministrators: Method = ({ world, args }) => {
  const room = findWritableRoom(world, args);
  if (room.chat.type === 'private') throw badRequest('there are no administrators in the private chat');
  const users = [...room.admins].flatMap((id) => world.users.get(id) ?? []);
  const bots = room.botStatus === 'administrator' ? [world.bot] : [];
  return [...users, ...bots].map((user) => memberOf(world, room, user));
};

export const getChatMemberCount: Method = ({ world, args }) => findWritableRoom(world, args).members.size + 1;

export const leaveChat: Method = ({ world, args }) => {
  const room = findRoom(world, args);
  if (room.chat.type === 'private') throw badRequest("chat member status can't be changed in private chats");
  room.botStatus = 'left';
  return true;
};

/** The status of a user in the room, with the rights that Telegram lists for it. */
function memberOf(world: World, room: ChatRoom, user: User): unknown {
  if (user.id === world.bot.id) {
    if (room.botStatus === 'administrator') return { user, status: 'administrator', can_be_edited: false, ...RIGHTS };
    return room.botStatus === 'kicked' ? { user, status: 'kicked', until_date: 0 } : { user, status: room.botStatus };
  }
  if (!room.members.has(user.id)) return { user, status: 'left' };
  if ([...room.admins][0] === user.id) return { user, status: 'creator', is_anonymous: false };
  if (room.admins.has(user.id)) return { user, status: 'administrator', can_be_edited: false, ...RIGHTS };
  return { user, status: 'member' };
}

const RIGHTS = {
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_pin_messages: true,
  can_manage_topics: true,
} as const;
