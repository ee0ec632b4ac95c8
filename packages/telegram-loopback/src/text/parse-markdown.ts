import { cannotParse } from '../api-error.ts';
import type { MessageEntity } from '../wire/message-entity.ts';
import { byteOffset } from './byte-offset.ts';
import type { FormattedText } from './formatted-text.ts';
import { linkEntity, type FindUser } from './link-entity.ts';

const MARKERS = '_*`[';

/** Reads the legacy `parse_mode: Markdown`, which knows no nesting and where a single `_` is an error. */
export function parseMarkdown(source: string, findUser: FindUser): FormattedText {
  const entities: MessageEntity[] = [];
  let text = '';
  for (let i = 0; i < source.length;) {
    const character = source.charAt(i);
    if (character === '\\' && isMarker(source[i + 1])) {
      text += source.charAt(i + 1);
      i += 2;
      continue;
    }
    if (!isMarker(character)) {
      text += character;
      i++;
      continue;
    }
    const span = readSpan(source, i);
    const offset = text.length;
    text += span.text;
    if (span.text !== '') {
      const entity = toEntity(span, offset, findUser);
      if (entity !== undefined) entities.push(entity);
    }
    i = span.end;
  }
  return { text, entities };
}

type Span = {
  readonly marker: string;
  readonly text: string;
  readonly end: number;
  readonly url?: string;
  readonly language?: string;
};

const isMarker = (character: string | undefined): boolean => character !== undefined && MARKERS.includes(character);

function readSpan(source: string, begin: number): Span {
  const isPre = source.startsWith('```', begin);
  const marker = isPre ? '```' : source.charAt(begin);
  const from = begin + marker.length;
  const close = source.indexOf(marker === '[' ? ']' : marker, from);
  if (close === -1)
    throw cannotParse(`Can't find end of the entity starting at byte offset ${byteOffset(source, begin)}`);
  const text = source.slice(from, close);
  if (isPre) {
    const head = /^(?:([^\s`]+)(?=\s))?(?:\r\n|\n\r|\n|\r)?/.exec(text);
    const language = head?.[1];
    return {
      marker,
      text: text.slice(head?.[0].length ?? 0),
      end: close + 3,
      ...(language === undefined ? {} : { language }),
    };
  }
  if (marker !== '[') return { marker, text, end: close + 1 };
  if (source[close + 1] !== '(') return { marker, text, end: close + 1, url: text };
  const urlEnd = source.indexOf(')', close + 2);
  return urlEnd === -1
    ? { marker, text, end: source.length, url: source.slice(close + 2) }
    : { marker, text, end: urlEnd + 1, url: source.slice(close + 2, urlEnd) };
}

function toEntity(span: Span, offset: number, findUser: FindUser): MessageEntity | undefined {
  const { length } = span.text;
  switch (span.marker) {
    case '*':
      return { type: 'bold', offset, length };
    case '_':
      return { type: 'italic', offset, length };
    case '`':
      return { type: 'code', offset, length };
    case '```':
      return { type: 'pre', offset, length, ...(span.language === undefined ? {} : { language: span.language }) };
    default:
      return linkEntity(span.url ?? '', offset, length, findUser);
  }
}
