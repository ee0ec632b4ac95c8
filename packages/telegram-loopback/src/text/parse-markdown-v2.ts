import { cannotParse } from '../api-error.ts';
import type { EntityType, MessageEntity } from '../wire/message-entity.ts';
import { byteOffset } from './byte-offset.ts';
import { dateTimeEntity } from './date-time-entity.ts';
import type { FormattedText } from './formatted-text.ts';
import { linkEntity, type FindUser } from './link-entity.ts';
import { closingLength, openingMarker, type MarkdownV2Kind } from './markdown-v2-marker.ts';

const RESERVED = '_*[]()~`>#+-=|{}.!\n';
const PLAIN: Readonly<Partial<Record<MarkdownV2Kind, EntityType>>> = {
  Bold: 'bold',
  Italic: 'italic',
  Underline: 'underline',
  Strikethrough: 'strikethrough',
  Spoiler: 'spoiler',
  Code: 'code',
  Pre: 'pre',
};

type Open = { readonly kind: MarkdownV2Kind; readonly at: number; readonly offset: number; readonly language?: string };

/** Reads `parse_mode: MarkdownV2`; throws Telegram's refusal for an unescaped or unclosed character. */
export function parseMarkdownV2(source: string, findUser: FindUser): FormattedText {
  const entities: MessageEntity[] = [];
  const open: Open[] = [];
  let text = '';
  let atLineStart = true;
  let i = 0;

  const escape = (index: number) => {
    const next = source.charCodeAt(index + 1);
    return source[index] === '\\' && next >= 1 && next <= 126;
  };
  const fail = (top: Open) =>
    cannotParse(`Can't find end of ${top.kind} entity at byte offset ${byteOffset(source, top.at)}`);
  const endQuote = (isExpandable: boolean) => {
    const top = open.at(-1);
    if (top === undefined) return;
    if (top.kind !== 'BlockQuote') throw fail(top);
    open.pop();
    const length = text.length - top.offset;
    if (length > 0)
      entities.push({ type: isExpandable ? 'expandable_blockquote' : 'blockquote', offset: top.offset, length });
  };
  const readUrl = (from: number, what: string): string => {
    let url = '';
    let end = from;
    while (end < source.length && source[end] !== ')') {
      if (escape(end)) end++;
      url += source.charAt(end++);
    }
    if (end >= source.length) throw cannotParse(`Can't find end of ${what} at byte offset ${byteOffset(source, from)}`);
    i = end + 1;
    return url;
  };
  const closeTop = (top: Open) => {
    open.pop();
    const { offset } = top;
    const length = text.length - offset;
    const type = PLAIN[top.kind];
    if (type !== undefined) {
      if (length > 0) entities.push({ type, offset, length });
    } else if (top.kind === 'PreCode') {
      if (length > 0)
        entities.push({ type: 'pre', offset, length, ...(top.language ? { language: top.language } : {}) });
    } else if (top.kind === 'TextUrl') {
      const url = source[i] === '(' ? readUrl(i + 1, 'a URL') : text.slice(offset);
      const link = linkEntity(url, offset, length, findUser);
      if (link !== undefined && length > 0) entities.push(link);
    } else {
      if (source[i] !== '(') throw cannotParse('Custom emoji entity must contain a tg://emoji URL');
      const entity = specialEntity(readUrl(i + 1, 'a custom emoji URL'), offset, length);
      if (length > 0) entities.push(entity);
    }
  };

  while (i < source.length) {
    const character = source.charAt(i);
    const top = open.at(-1);
    if (escape(i)) {
      text += source.charAt(i + 1);
      i += 2;
      atLineStart = false;
      continue;
    }
    const isCode = top?.kind === 'Code' || top?.kind === 'Pre' || top?.kind === 'PreCode';
    if (!(isCode ? '`' : RESERVED).includes(character)) {
      text += character;
      i++;
      atLineStart = false;
      continue;
    }
    const inQuote = open.some(({ kind }) => kind === 'BlockQuote');
    if (character === '\n') {
      if (inQuote && source[i + 1] !== '>') endQuote(false);
      text += '\n';
      i += inQuote && source[i + 1] === '>' ? 2 : 1;
      atLineStart = true;
      continue;
    }
    const isLineEnd = (index: number) => index >= source.length || source[index] === '\n';
    if (top?.kind === 'BlockQuote' && source.startsWith('||', i) && isLineEnd(i + 2) && source[i + 3] !== '>') {
      endQuote(true);
      i += 2;
      continue;
    }
    if (character === '>' && atLineStart && !inQuote) {
      open.push({ kind: 'BlockQuote', at: i, offset: text.length });
      i++;
      continue;
    }
    const closing = top === undefined ? 0 : closingLength(top.kind, source, i);
    if (top !== undefined && closing > 0) {
      i += closing;
      closeTop(top);
      continue;
    }
    const marker = isCode ? undefined : openingMarker(source, i);
    if (marker === undefined)
      throw cannotParse(`Character '${character}' is reserved and must be escaped with the preceding '\\'`);
    const at = i;
    i += marker.length;
    if (marker.kind !== 'Pre') {
      open.push({ kind: marker.kind, at, offset: text.length });
      continue;
    }
    const head = /^(?:([^\s`]+)(?=\s))?(?:\r\n|\n\r|\n|\r)?/.exec(source.slice(i));
    const language = head?.[1];
    i += head?.[0].length ?? 0;
    open.push({
      kind: language === undefined ? 'Pre' : 'PreCode',
      at,
      offset: text.length,
      ...(language === undefined ? {} : { language }),
    });
  }
  if (open.at(-1)?.kind === 'BlockQuote') endQuote(false);
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw fail(unclosed);
  return { text, entities };
}

function specialEntity(url: string, offset: number, length: number): MessageEntity {
  const emoji = /^tg:\/\/emoji\/?\?id=([1-9]\d{0,18})$/i.exec(url)?.[1];
  if (emoji !== undefined) return { type: 'custom_emoji', offset, length, custom_emoji_id: emoji };
  const time = /^tg:\/\/time\/?\?unix=(\d+)(?:&format=(\w*))?$/i.exec(url);
  if (time === null) throw cannotParse('Custom emoji entity must contain a tg://emoji URL');
  return dateTimeEntity(time[1] ?? '', time[2] ?? '', offset, length);
}
