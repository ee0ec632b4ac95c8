import { avatar, h, nameOf, timeText } from './dom.js';
import { previewText } from './message-view.js';

/** Draws the list of chats, forums with their topics. `context` = { bot, selected, unread(chatId, threadId), onSelect }. */
export function sidebar(rooms, context) {
  const ordered = rooms.toSorted((a, b) => lastDate(b) - lastDate(a) || a.order - b.order);
  return ordered.map((room) => (room.chat.is_forum ? forum(room, context) : row(room, 0, roomSubject(room, context), context)));
}

const inThread = (room, threadId) =>
  room.messages.filter(({ message }) => !room.chat.is_forum || (message.message_thread_id ?? 0) === threadId);
const lastDate = (room) => room.messages.at(-1)?.message.date ?? 0;

/** A private chat is shown as the bot, a group as itself. */
export const roomSubject = (room, { bot }) => (room.chat.type === 'private' ? bot : room.chat);

function row(room, threadId, subject, { selected, unread, onSelect, bot }, isTopic = false) {
  const last = inThread(room, threadId).at(-1)?.message;
  const isSelected = selected?.chatId === room.chat.id && selected.threadId === threadId;
  const count = unread(room.chat.id, threadId);
  const who = last?.from && room.chat.type !== 'private' && last.sender_chat === undefined ? `${last.from.first_name}: ` : '';
  return h(
    'button',
    {
      type: 'button',
      class: `chat-row ${isTopic ? 'topic' : ''} ${isSelected ? 'selected' : ''}`,
      'data-testid': 'chat',
      'data-chat-id': room.chat.id,
      'data-thread-id': threadId,
      'aria-current': isSelected ? 'true' : undefined,
      click: () => onSelect(room.chat.id, threadId),
    },
    isTopic ? h('span', { class: 'hash', 'aria-hidden': 'true' }, '#') : avatar(subject),
    h(
      'span',
      { class: 'chat-row-text' },
      h('span', { class: 'line' }, h('strong', {}, isTopic ? subject.name : nameOf(subject)), last ? h('time', {}, timeText(last.date)) : ''),
      h(
        'span',
        { class: 'line' },
        h('span', { class: 'preview' }, last ? who + previewText(last) : room.chat.type === 'private' ? `@${bot.username}` : 'No messages yet'),
        count > 0 ? h('span', { class: 'badge', 'data-testid': 'unread', 'aria-label': `${count} unread` }, String(count)) : '',
      ),
    ),
  );
}

function forum(room, context) {
  const topics = [{ id: 0, name: 'General' }, ...room.topics];
  return h(
    'section',
    { class: 'forum', 'aria-label': nameOf(room.chat) },
    h('div', { class: 'forum-head' }, avatar(room.chat, 'small'), h('strong', {}, nameOf(room.chat))),
    topics.map((topic) => row(room, topic.id, topic, context, true)),
  );
}
