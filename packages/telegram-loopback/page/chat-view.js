import { avatar, byId, dayText, h, nameOf } from './dom.js';
import { messageView, previewText } from './message-view.js';
import { roomSubject, sidebar } from './sidebar.js';
import { isOpen, key, openRoom, shownMessages, state } from './state.js';

const RUN_SECONDS = 300;
const NEAR_BOTTOM_PX = 80;
const ACTION_TEXTS = { typing: 'is typing', upload_photo: 'is sending a photo', upload_document: 'is sending a file' };

let sticks = true; // the newest message stays in sight

export const isNearBottom = () => {
  const { scrollHeight, scrollTop, clientHeight } = byId('scroller');
  return scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
};
/** Whether the open chat is on the screen: a narrow one shows either the list or the chat. */
export const isChatVisible = () => byId('scroller').clientHeight > 0 && document.visibilityState === 'visible';

export function scrollToNewest() {
  byId('scroller').scrollTop = byId('scroller').scrollHeight;
  sticks = true;
  state.missed = 0;
  drawJump();
}
function drawJump() {
  byId('to-newest').hidden = isNearBottom();
  byId('to-newest-count').hidden = state.missed === 0;
  byId('to-newest-count').textContent = String(state.missed);
}

/** Keeps the newest message in sight when pictures load or the window changes; tells when the end is reached. */
export function watchScroll(onEnd) {
  byId('scroller').addEventListener('scroll', () => {
    sticks = isNearBottom();
    if (sticks) {
      state.missed = 0;
      onEnd();
    }
    drawJump();
  });
  const observer = new ResizeObserver(() => (sticks ? scrollToNewest() : drawJump()));
  observer.observe(byId('scroller'));
  observer.observe(byId('messages'));
}

const sender = (message) => (message.sender_chat ?? message.from)?.id;
const sameRun = (a, b) =>
  a !== undefined &&
  b !== undefined &&
  sender(a) === sender(b) &&
  Math.abs(a.date - b.date) < RUN_SECONDS &&
  !a.forum_topic_created &&
  !b.forum_topic_created;

/** Draws the open chat anew. `callbacks` are those of messageView, and onSend(text). */
export function drawChat(callbacks, { keepScroll = false } = {}) {
  const room = openRoom();
  if (room === undefined) return;
  const wasNear = sticks;
  const subject = roomSubject(room, state.view);
  const topic = room.topics.find(({ id }) => id === state.selected.threadId);
  byId('chat-avatar').replaceChildren(avatar(subject));
  byId('chat-title').textContent = room.chat.is_forum ? `# ${topic?.name ?? 'General'}` : nameOf(subject);
  drawStatus();
  drawPinned(callbacks);
  drawMessages(room, callbacks);
  drawReplyKeyboard(callbacks);
  if (!keepScroll || wasNear) scrollToNewest();
  else drawJump();
}

let drawn = { of: '', views: new Map() }; // the message nodes of the open chat, kept while nothing about them changes

function drawMessages(room, callbacks) {
  const list = shownMessages();
  const of = [state.view.user.id, room.chat.id, state.selected.threadId].join(':');
  const known = drawn.of === of ? drawn.views : new Map();
  const views = new Map();
  const nodes = [];
  let day;
  for (const [index, stored] of list.entries()) {
    const { message } = stored;
    const label = dayText(message.date, Date.now() + state.clockSkewMs);
    if (label !== day) nodes.push(dayView(label));
    const startsRun = label !== day || !sameRun(list[index - 1]?.message, message);
    day = label;
    const endsRun = !sameRun(message, list[index + 1]?.message);
    const isGroup = room.chat.type !== 'private';
    const before = known.get(message.message_id);
    const isKept = before?.stored === stored && before.startsRun === startsRun && before.endsRun === endsRun;
    const context = { ...callbacks, userId: state.view.user.id, isGroup, startsRun, endsRun };
    const view = isKept ? before : { stored, startsRun, endsRun, node: messageView(stored, context) };
    views.set(message.message_id, view);
    nodes.push(view.node);
  }
  if (list.length === 0) nodes.push(emptyView(room, callbacks));
  drawn = { of, views };
  place(byId('messages'), nodes);
}

const dayView = (label) =>
  byId('messages').querySelector(`[data-day="${CSS.escape(label)}"]`) ??
  h('li', { class: 'service day', 'data-day': label }, h('span', {}, label));

// moves only what changed, so that focus, selection and opened spoilers stay
function place(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  for (const [index, node] of nodes.entries()) if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
}

function emptyView(room, { onSend }) {
  const subject = roomSubject(room, state.view);
  const isPrivate = room.chat.type === 'private';
  return h(
    'li',
    { class: 'empty' },
    avatar(subject, 'large'),
    h('strong', {}, nameOf(subject)),
    h('span', {}, isPrivate ? 'Write to the bot, or press Start.' : 'No messages here yet.'),
    isPrivate && h('button', { type: 'button', class: 'start', click: () => onSend('/start') }, 'Start'),
  );
}

/** The line under the chat's name. */
export function drawStatus() {
  const room = openRoom();
  if (room === undefined) return;
  const { typing } = state;
  const isTyping = typing !== undefined && isOpen(typing.chatId, typing.threadId);
  const base = {
    private: room.isBlocked ? 'blocked' : 'bot',
    channel: `channel, ${room.memberCount} subscribers`,
  }[room.chat.type];
  const where = room.chat.is_forum ? `${nameOf(room.chat)}, ` : '';
  const members = `${where}${room.memberCount} members`;
  byId('chat-status').textContent = isTyping ? (ACTION_TEXTS[typing.action] ?? 'is busy') : (base ?? members);
  byId('chat-status').classList.toggle('typing', isTyping);
}

function drawPinned({ onJump }) {
  const pinned = shownMessages().findLast(({ isPinned }) => isPinned)?.message;
  const bar = byId('pinned');
  bar.hidden = pinned === undefined;
  if (pinned === undefined) return;
  bar.replaceChildren(h('strong', {}, 'Pinned message'), h('span', {}, previewText(pinned)));
  bar.onclick = () => onJump(pinned.message_id);
}

function drawReplyKeyboard({ onSend }) {
  const markup = shownMessages().findLast((stored) => stored.markup !== undefined)?.markup;
  const panel = byId('reply-keyboard');
  const key = (text) => h('button', { type: 'button', class: 'key', 'data-testid': 'reply-key', click: () => onSend(text) }, text);
  panel.hidden = markup?.kind !== 'reply';
  panel.replaceChildren(...(markup?.rows ?? []).map((row) => h('div', { class: 'keyboard-row' }, row.map(key))));
}

/** Draws the list of chats, and the count of unread messages in the title. */
export function drawSidebar(onSelect) {
  const { view, selected, unread } = state;
  const count = (chatId, threadId) => unread.get(key(chatId, threadId)) ?? 0;
  byId('chat-list').replaceChildren(...sidebar(view.rooms, { bot: view.bot, selected, unread: count, onSelect }));
  const total = [...unread.values()].reduce((sum, each) => sum + each, 0);
  document.title = `${total > 0 ? `(${total}) ` : ''}${nameOf(view.bot)}`;
}

export function drawUsers() {
  const { users, user } = state.view;
  const select = byId('user-select');
  select.replaceChildren(...users.map((each) => h('option', { value: each.id }, `${nameOf(each)} · ${each.id}`)));
  select.value = String(user.id);
}
