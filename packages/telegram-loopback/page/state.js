/** What the page knows: the last snapshot kept up to date by events, and what the person chose. */
export const state = {
  /** The snapshot; undefined until the first one came. */
  view: undefined,
  /** { chatId, threadId } of the open chat. */
  selected: undefined,
  /** The message that the next one replies to. */
  replyTo: undefined,
  /** { chatId, threadId, action, timer } */
  typing: undefined,
  /** How far the server's time is ahead. */
  clockSkewMs: 0,
  /** New messages below the fold of the open chat. */
  missed: 0,
  /** Unread messages by chat and topic. */
  unread: new Map(),
};

export const key = (chatId, threadId) => `${chatId}:${threadId}`;
export const roomOf = (chatId) => state.view?.rooms.find((room) => room.chat.id === chatId);
export const openRoom = () => roomOf(state.selected?.chatId);
export const threadOf = (room, message) => (room.chat.is_forum ? (message.message_thread_id ?? 0) : 0);
export const isOpen = (chatId, threadId) => state.selected?.chatId === chatId && state.selected.threadId === threadId;

/** The messages of the open chat or topic. */
export function shownMessages() {
  const room = openRoom();
  return room ? room.messages.filter(({ message }) => threadOf(room, message) === state.selected.threadId) : [];
}
