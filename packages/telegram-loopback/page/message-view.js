import { avatar, colourOf, fullTimeText, h, icon, nameOf, timeText } from './dom.js';
import { richText } from './rich-text.js';

const ICONS = {
  silent: 'M6 9a6 6 0 0 1 10.5-4M18 9c0 5 2 6 2 6H8M4 15s2-1 2-6M10 19a2 2 0 0 0 4 0M3 3l18 18',
  pin: 'M9 4h6l-1 6 3 3H7l3-3zM12 13v7',
  reply: 'M10 8V4l-7 7 7 7v-4c6 0 9 2 11 5 0-6-3-11-11-11z',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  out: 'M8 16L16 8M9 8h7v7',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  check: 'M2 13l4 4L15 7M9 16l1 1L19 7',
};

/** The text of a message in one line. */
export function previewText(message) {
  if (message.text !== undefined) return message.text.replaceAll('\n', ' ');
  if (message.photo !== undefined) return ['🖼 Photo', message.caption].filter(Boolean).join(', ');
  if (message.document !== undefined) return ['📎', message.document.file_name, message.caption].filter(Boolean).join(' ');
  return serviceText(message) ?? '';
}

function serviceText(message) {
  if (message.forum_topic_created) return `Topic “${message.forum_topic_created.name}” was opened`;
  if (message.migrate_from_chat_id) return 'This group became a supergroup';
  if (message.migrate_to_chat_id) return 'This group moved to a supergroup';
  return undefined;
}

/** Who a message is from, as the chat shows it. */
const senderOf = (message) => message.sender_chat ?? message.from ?? message.chat;

/**
 * One message as a list item. `context` = { userId, isGroup, startsRun, endsRun } and the callbacks
 * onCommand, onCopy, onTap, onReply, onPhoto, onJump.
 */
export function messageView(stored, context) {
  const { message, isSilent, isPinned, reactions } = stored;
  const service = serviceText(message);
  if (service !== undefined)
    return h('li', { class: 'service', 'data-testid': 'message', 'data-message-id': message.message_id }, h('span', {}, service));
  const sender = senderOf(message);
  const isMine = message.sender_chat === undefined && message.from?.id === context.userId;
  const kind = isMine ? 'me' : message.from?.is_bot && message.from.id !== 1087968824 ? 'bot' : 'other';
  const body = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities;
  const showsName = context.isGroup && !isMine && context.startsRun;
  const bubble = h(
    'div',
    { class: `bubble ${message.photo ? 'with-photo' : ''} ${body === undefined ? 'bare' : ''}` },
    showsName && h('span', { class: `sender ${colourOf(sender.id)}` }, nameOf(sender)),
    message.forward_origin && forwarded(message.forward_origin),
    message.reply_to_message && replyQuote(message, context),
    message.photo && photo(message.photo.at(-1), context),
    message.document && documentCard(message.document),
    body !== undefined && h('div', { class: 'text', 'data-testid': 'message-text', dir: 'auto' }, richText(body, entities, context)),
    reactionRow(reactions),
    h(
      'span',
      { class: 'meta' },
      isPinned && icon(ICONS.pin, 'pin-mark'),
      isSilent && h('span', { class: 'silent', title: 'Sent without sound', 'data-testid': 'silent' }, icon(ICONS.silent)),
      message.edit_date !== undefined && h('span', { class: 'edited', 'data-testid': 'edited', title: fullTimeText(message.edit_date) }, 'edited'),
      h('time', { title: fullTimeText(message.date), datetime: new Date(message.date * 1000).toISOString() }, timeText(message.date)),
      isMine && icon(ICONS.check, 'check'),
    ),
  );
  const reply = h(
    'button',
    { type: 'button', class: 'reply-button', 'aria-label': 'Reply', title: 'Reply', click: () => context.onReply(message) },
    icon(ICONS.reply),
  );
  return h(
    'li',
    {
      class: `message from-${kind} ${context.startsRun ? 'starts-run' : ''} ${context.endsRun ? 'ends-run' : ''}`,
      'data-testid': 'message',
      'data-message-id': message.message_id,
      'data-from': kind,
      'data-edited': message.edit_date !== undefined,
    },
    context.isGroup && !isMine && (context.endsRun ? avatar(sender, 'small') : h('span', { class: 'avatar-space' })),
    h('div', { class: 'column' }, h('div', { class: 'bubble-row' }, bubble, reply), keyboard(message, context)),
  );
}

function forwarded(origin) {
  const from = origin.sender_user ?? origin.chat;
  return h('span', { class: 'forwarded' }, 'Forwarded from ', h('strong', {}, nameOf(from)));
}

function replyQuote({ reply_to_message: target, quote }, { onJump }) {
  const sender = senderOf(target);
  return h(
    'button',
    { type: 'button', class: `quote ${colourOf(sender.id)}`, 'data-testid': 'reply-quote', click: () => onJump(target.message_id) },
    h('strong', {}, nameOf(sender)),
    h('span', {}, quote?.text ?? previewText(target)),
  );
}

function photo(size, { onPhoto }) {
  const source = `/__page/files/${encodeURIComponent(size.file_unique_id)}`;
  const image = h('img', { src: source, alt: 'Photo', decoding: 'async' });
  const width = Math.max(Math.min(size.width, 540, (size.width / size.height) * 440), 120);
  image.style.width = `${width}px`;
  image.style.aspectRatio = `${size.width} / ${size.height}`;
  return h('button', { type: 'button', class: 'photo', 'aria-label': 'Open the photo', 'data-testid': 'photo', click: () => onPhoto(source) }, image);
}

function documentCard({ file_unique_id: id, file_name: name, file_size: size }) {
  return h(
    'a',
    { class: 'document', href: `/__page/files/${encodeURIComponent(id)}`, download: name ?? 'file', 'data-testid': 'document' },
    h('span', { class: 'document-icon' }, icon(ICONS.file)),
    h('span', { class: 'document-text' }, h('strong', {}, name ?? 'File'), h('span', {}, sizeText(size))),
  );
}

function sizeText(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function reactionRow(reactions) {
  const counts = new Map();
  for (const emoji of Object.values(reactions).flat()) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  if (counts.size === 0) return undefined;
  const chips = [...counts].map(([emoji, count]) => h('span', { class: 'reaction' }, `${emoji} ${count}`));
  return h('span', { class: 'reactions', 'data-testid': 'reactions' }, chips);
}

function keyboard(message, context) {
  const rows = message.reply_markup?.inline_keyboard;
  if (rows === undefined) return undefined;
  return h(
    'div',
    { class: 'keyboard' },
    rows.map((row) => h('div', { class: 'keyboard-row' }, row.map((button) => keyboardButton(message, button, context)))),
  );
}

function keyboardButton(message, button, { onTap, onCopy }) {
  const style = `key ${button.style ?? ''}`;
  const shared = { class: style, 'data-testid': 'button', 'data-style': button.style };
  if (button.url !== undefined) {
    const isSafe = /^https?:/i.test(button.url);
    return h('a', { ...shared, href: isSafe ? button.url : undefined, target: '_blank', rel: 'noopener noreferrer' }, button.text, icon(ICONS.out, 'corner'));
  }
  if (button.copy_text !== undefined)
    return h('button', { ...shared, type: 'button', click: () => onCopy(button.copy_text.text) }, button.text, icon(ICONS.copy, 'corner'));
  if (button.callback_data === undefined) return h('button', { ...shared, type: 'button', disabled: true }, button.text);
  return h(
    'button',
    { ...shared, type: 'button', 'data-callback': button.callback_data, click: ({ currentTarget }) => onTap(message, button.callback_data, currentTarget) },
    button.text,
  );
}
