import { badRequest, cannotParse } from '../api-error.ts';
import type { EntityType, MessageEntity } from '../wire/message-entity.ts';
import { byteOffset } from './byte-offset.ts';
import { dateTimeEntity } from './date-time-entity.ts';
import type { FormattedText } from './formatted-text.ts';
import { readHtmlEntity } from './html-entity.ts';
import { readEndTag, readStartTag } from './html-tag.ts';
import { linkEntity, type FindUser } from './link-entity.ts';

type OpenTag = { readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly offset: number };

const SIMPLE: Readonly<Record<string, EntityType>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
};

/** Reads `parse_mode: HTML`; throws Telegram's refusal with its byte offset. */
export function parseHtml(source: string, findUser: FindUser): FormattedText {
  const entities: MessageEntity[] = [];
  const open: OpenTag[] = [];
  let text = '';
  for (let i = 0; i < source.length;) {
    const reference = source[i] === '&' ? readHtmlEntity(source, i) : undefined;
    if (reference !== undefined || source[i] !== '<') {
      text += reference?.text ?? source[i];
      i = reference?.end ?? i + 1;
      continue;
    }
    if (source[i + 1] === '/') {
      const top = open.pop();
      if (top === undefined) throw cannotParse(`Unexpected end tag at byte offset ${byteOffset(source, i)}`);
      const tag = readEndTag(source, i);
      if (tag.name !== '' && tag.name !== top.name)
        throw cannotParse(
          `Unmatched end tag at byte offset ${byteOffset(source, i)}, expected "</${top.name}>", found "</${tag.name}>"`,
        );
      if (text.length > top.offset) close(entities, top, text, findUser);
      i = tag.end;
      continue;
    }
    const tag = readStartTag(source, i);
    if (tag.name === 'span' && tag.attributes.get('class') !== 'tg-spoiler')
      throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${byteOffset(source, i)}`);
    open.push({ name: tag.name, attributes: tag.attributes, offset: text.length });
    i = tag.end;
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  if (/\p{Surrogate}/u.test(text))
    throw badRequest(
      "can't parse entities: Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units",
    );
  return { text, entities: entities.map((entity) => (entity.type === 'code' ? withoutLanguage(entity) : entity)) };
}

function close(entities: MessageEntity[], tag: OpenTag, text: string, findUser: FindUser): void {
  const { offset } = tag;
  const length = text.length - offset;
  const simple = SIMPLE[tag.name];
  if (simple !== undefined) {
    entities.push({ type: simple, offset, length });
    return;
  }
  switch (tag.name) {
    case 'pre':
    case 'code':
      closeCode(entities, tag.name, languageOf(tag), offset, length);
      return;
    case 'blockquote':
      entities.push({
        type: tag.attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote',
        offset,
        length,
      });
      return;
    case 'tg-emoji': {
      const id = tag.attributes.get('emoji-id') ?? '';
      if (!/^[1-9]\d{0,18}$/.test(id)) throw cannotParse('Invalid custom emoji identifier specified');
      entities.push({ type: 'custom_emoji', offset, length, custom_emoji_id: id });
      return;
    }
    case 'tg-time':
      entities.push(
        dateTimeEntity(tag.attributes.get('unix') ?? '', tag.attributes.get('format') ?? '', offset, length),
      );
      return;
    default: {
      const href = tag.attributes.get('href') ?? '';
      const link = linkEntity(href === '' ? text.slice(offset) : href, offset, length, findUser);
      if (link !== undefined) entities.push(link);
    }
  }
}

function languageOf(tag: OpenTag): string | undefined {
  const value = tag.attributes.get('class');
  return value?.startsWith('language-') === true ? value.slice('language-'.length) : undefined;
}

// <pre> around <code class="language-x"> (or the other way round) is one `pre` with a language
function closeCode(
  entities: MessageEntity[],
  type: 'pre' | 'code',
  language: string | undefined,
  offset: number,
  length: number,
): void {
  const last = entities.at(-1);
  const partner = last?.offset === offset && last.length === length ? last : undefined;
  const found = type === 'pre' && partner?.type === 'code' ? partner.language : language;
  const merges = partner !== undefined && partner.type === (type === 'pre' ? 'code' : 'pre') && found !== undefined;
  if (merges) entities.pop();
  const kind = merges ? 'pre' : type;
  const kept = merges || type === 'code' ? found : undefined;
  entities.push({ type: kind, offset, length, ...(kept === undefined || kept === '' ? {} : { language: kept }) });
}

function withoutLanguage({ type, offset, length }: MessageEntity): MessageEntity {
  return { type, offset, length };
}
