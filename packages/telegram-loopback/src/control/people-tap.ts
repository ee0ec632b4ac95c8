import type { ReactionType } from '../wire/update.ts';
import { markMessage, nowSeconds } from '../world/post-message.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import { ControlError } from './control-error.ts';
import { findMember, findMessage, findRoomById } from './find.ts';

/** Taps the inline button that carries `data`; returns the id of the callback query. */
export function tapButton(world: World, action: Extract<Action, { act: 'tap' }>): string {
  const { userId, chatId, messageId, data } = action;
  const room = findRoomById(world, chatId);
  const from = findMember(world, room, userId);
  const { message } = findMessage(room, messageId);
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  if (!buttons.some((button) => button.callback_data === data))
    throw new ControlError(`data: message ${messageId} has no button with ${JSON.stringify(data)}`);
  const digits = () => String(Math.floor(world.random() * 1_000_000_000)).padStart(9, '0');
  const query = { id: `4${digits()}${digits()}`, from, message, chat_instance: `-${Math.abs(chatId)}7`, data };
  world.callbacks.add(query);
  world.updates.push('callback_query', query);
  return query.id;
}

/** Sets or takes back a person's reaction. */
export function reactTo(world: World, action: Extract<Action, { act: 'react' }>): void {
  const { userId, chatId, messageId, emoji } = action;
  const room = findRoomById(world, chatId);
  const user = findMember(world, room, userId);
  const stored = findMessage(room, messageId);
  const { [String(userId)]: old = [], ...others } = stored.reactions;
  const chosen = emoji === '' ? [] : [emoji];
  markMessage(world, room, messageId, { reactions: emoji === '' ? others : { ...others, [userId]: chosen } });
  world.updates.push('message_reaction', {
    chat: room.chat,
    message_id: messageId,
    user,
    date: nowSeconds(world),
    old_reaction: old.map(toReaction),
    new_reaction: chosen.map(toReaction),
  });
}

const toReaction = (emoji: string): ReactionType => ({ type: 'emoji', emoji });
