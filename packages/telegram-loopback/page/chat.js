import {
  drawChat,
  drawSidebar,
  drawStatus,
  drawUsers,
  isChatVisible,
  isNearBottom,
  scrollToNewest,
  watchScroll,
} from './chat-view.js';
import { createComposer } from './composer.js';
import { byId, h, nameOf } from './dom.js';
import { previewText } from './message-view.js';
import { isOpen, key, openRoom, roomOf, state, threadOf } from './state.js';

const TYPING_MS = 5500;
const BUSY_MS = 15_000;

let userId = new URLSearchParams(location.search).get('user') ?? sessionStorage.getItem('user') ?? '';

async function act(action) {
  try {
    const response = await fetch('/__control/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(action),
    });
    if (!response.ok) toast((await response.json()).error, 'error');
    return response.ok;
  } catch {
    toast('The server does not answer.', 'error');
    return false;
  }
}

function toast(text, kind = '') {
  const element = h('div', { class: `toast ${kind}`, 'data-testid': 'toast', role: 'status' }, text);
  byId('toasts').append(element);
  setTimeout(() => element.classList.add('leaving'), 3500);
  setTimeout(() => element.remove(), 3900);
}

const composer = createComposer({ commands: () => openRoom()?.commands ?? [], onSend: (text) => send(text) });

async function send(text) {
  const { selected, view, replyTo } = state;
  if (selected === undefined) return;
  setReply(undefined);
  scrollToNewest();
  const isSent = await act({
    act: 'send-text',
    userId: view.user.id,
    chatId: selected.chatId,
    text,
    ...(selected.threadId === 0 ? {} : { threadId: selected.threadId }),
    ...(replyTo === undefined ? {} : { replyTo: replyTo.message_id }),
  });
  if (!isSent) composer.restore(text);
}

function setReply(message) {
  state.replyTo = message;
  byId('reply-bar').hidden = message === undefined;
  if (message === undefined) return;
  const name = nameOf(message.sender_chat ?? message.from ?? message.chat);
  byId('reply-preview').replaceChildren(h('strong', {}, `Reply to ${name}`), h('span', {}, previewText(message)));
  composer.focus();
}

const callbacks = {
  onSend: send,
  onCommand: send,
  async onCopy(text) {
    await navigator.clipboard?.writeText(text).catch(() => undefined);
    toast('Copied');
  },
  async onTap(message, data, button) {
    button.classList.add('busy');
    setTimeout(() => button.classList.remove('busy'), BUSY_MS);
    const { id } = state.view.user;
    const tap = { act: 'tap', userId: id, chatId: message.chat.id, messageId: message.message_id, data };
    if (!(await act(tap))) button.classList.remove('busy');
  },
  onReply: setReply,
  onPhoto(source) {
    byId('lightbox').replaceChildren(h('img', { src: source, alt: 'Photo' }));
    byId('lightbox').showModal();
  },
  onJump(messageId) {
    const element = document.querySelector(`[data-message-id="${messageId}"]`);
    element?.scrollIntoView({ block: 'center', behavior: 'smooth' });
    element?.classList.add('flash');
    setTimeout(() => element?.classList.remove('flash'), 1500);
  },
};

const redrawSidebar = () => drawSidebar((chatId, threadId) => select(chatId, threadId, true));
const redrawChat = (options) => {
  drawChat(callbacks, options);
  composer.refresh(openRoom()?.chat.type === 'channel');
};

function select(chatId, threadId, opensChat) {
  state.selected = { chatId, threadId };
  state.unread.delete(key(chatId, threadId));
  setReply(undefined);
  if (opensChat) byId('app').classList.add('chat-open');
  redrawSidebar();
  redrawChat();
  if (opensChat) composer.focus();
}

function markRead() {
  const { view, selected, unread } = state;
  if (view && selected && isChatVisible() && isNearBottom() && unread.delete(key(selected.chatId, selected.threadId))) redrawSidebar();
}

function onSnapshot(snapshot) {
  if (snapshot === null) return;
  const isOtherUser = state.view?.user.id !== snapshot.user.id;
  state.view = { ...snapshot, rooms: snapshot.rooms.map((room, order) => ({ ...room, order })) };
  state.clockSkewMs = snapshot.now - Date.now();
  sessionStorage.setItem('user', String(snapshot.user.id));
  byId('bot-name').textContent = nameOf(snapshot.bot);
  setConnection(true);
  drawUsers();
  const { selected } = state;
  const room = openRoom();
  const hasThread = room && (selected.threadId === 0 || room.topics.some(({ id }) => id === selected.threadId));
  if (isOtherUser) state.unread.clear();
  if (hasThread && !isOtherUser) {
    redrawSidebar();
    redrawChat({ keepScroll: true });
    return;
  }
  const [first] = state.view.rooms;
  if (first === undefined) return;
  select(first.chat.id, 0, false);
  if (matchMedia('(min-width: 721px)').matches) composer.focus();
}

function onMessage({ chatId, stored }) {
  const room = roomOf(chatId);
  if (room === undefined) return;
  room.messages.push(stored);
  const { message } = stored;
  const threadId = threadOf(room, message);
  const isMine = message.from?.id === state.view.user.id;
  if (state.typing?.chatId === chatId && !isMine) stopTyping();
  const isBelow = isOpen(chatId, threadId) && !isNearBottom();
  const isSeen = isOpen(chatId, threadId) && !isBelow && isChatVisible();
  if (!isMine && !isSeen) {
    const at = key(chatId, threadId);
    state.unread.set(at, (state.unread.get(at) ?? 0) + 1);
    if (isBelow) state.missed++;
  }
  redrawSidebar();
  if (isOpen(chatId, threadId)) redrawChat({ keepScroll: true });
}

function onChanged({ chatId, stored }) {
  const room = roomOf(chatId);
  const index = room?.messages.findIndex(({ message }) => message.message_id === stored.message.message_id) ?? -1;
  if (index === -1) return;
  room.messages[index] = stored;
  redrawSidebar();
  if (isOpen(chatId, threadOf(room, stored.message))) redrawChat({ keepScroll: true });
}

function onDeleted({ chatId, messageId }) {
  const room = roomOf(chatId);
  if (room === undefined) return;
  room.messages = room.messages.filter(({ message }) => message.message_id !== messageId);
  redrawSidebar();
  if (state.selected?.chatId === chatId) redrawChat({ keepScroll: true });
}

function onAction({ chatId, threadId, action }) {
  stopTyping();
  if (action === 'cancel') return;
  state.typing = { chatId, threadId, action, timer: setTimeout(stopTyping, TYPING_MS) };
  drawStatus();
}
function stopTyping() {
  clearTimeout(state.typing?.timer);
  state.typing = undefined;
  drawStatus();
}

function onAnswered({ message, text, isAlert }) {
  const busy = document.querySelectorAll(`[data-message-id="${message.message_id}"] .busy`);
  for (const button of busy) button.classList.remove('busy');
  if (text === '') return;
  if (!isAlert) return toast(text);
  byId('alert-text').textContent = text;
  if (!byId('alert').open) byId('alert').showModal();
}

const HANDLERS = {
  snapshot: onSnapshot,
  message: onMessage,
  'message-changed': onChanged,
  'message-deleted': onDeleted,
  'chat-action': onAction,
  'callback-answered': onAnswered,
};

let source;
function connect() {
  source?.close();
  source = new EventSource(`/__page/events?user=${encodeURIComponent(userId)}`);
  for (const [name, handle] of Object.entries(HANDLERS))
    source.addEventListener(name, ({ data }) => handle(JSON.parse(data)));
  source.addEventListener('error', () => {
    setConnection(false);
    // the browser gives up after an error status; a restarting server needs another try
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  });
}
function setConnection(isOnline) {
  byId('connection').textContent = isOnline ? `@${state.view.bot.username}` : 'Connecting…';
  byId('app').classList.toggle('offline', !isOnline);
}

byId('user-select').addEventListener('change', ({ target }) => {
  userId = target.value;
  connect();
});
watchScroll(markRead);
document.addEventListener('visibilitychange', markRead);
byId('to-newest').addEventListener('click', scrollToNewest);
byId('back').addEventListener('click', () => byId('app').classList.remove('chat-open'));
byId('reply-cancel').addEventListener('click', () => setReply(undefined));
byId('lightbox').addEventListener('click', () => byId('lightbox').close());
connect();
