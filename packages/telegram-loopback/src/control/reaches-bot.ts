import type { Message } from '../wire/message.ts';
import type { ChatRoom } from '../world/chat-room.ts';
import type { World } from '../world/world.ts';

/** Whether the bot gets to see a message of a person: always in private, in groups by Telegram's privacy mode. */
export function reachesBot(world: World, room: ChatRoom, message: Message): boolean {
  if (room.chat.type === 'private') return true;
  if (room.botStatus === 'left' || room.botStatus === 'kicked') return false;
  if (room.botStatus === 'administrator' || world.canReadAllGroupMessages) return true;
  if (room.chat.type === 'channel') return false;
  if (message.reply_to_message?.from?.id === world.bot.id) return true;
  const text = message.text ?? '';
  return (message.entities ?? []).some(({ type, offset, length }) => {
    const word = text.slice(offset, offset + length).toLowerCase();
    const name = world.bot.username.toLowerCase();
    if (type === 'mention') return word === `@${name}`;
    return type === 'bot_command' && (!word.includes('@') || word.endsWith(`@${name}`));
  });
}
