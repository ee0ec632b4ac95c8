import { badRequest } from '../api-error.ts';
import type { MessageEntity } from '../wire/message-entity.ts';
import { arrangeEntities } from './arrange-entities.ts';
import { checkEntities } from './check-entities.ts';
import { detectEntities } from './detect-entities.ts';
import type { FormattedText } from './formatted-text.ts';
import type { FindUser } from './link-entity.ts';
import { parseHtml } from './parse-html.ts';
import { parseMarkdownV2 } from './parse-markdown-v2.ts';
import { parseMarkdown } from './parse-markdown.ts';
import type { ParseMode } from './parse-mode.ts';

export type TextSource = {
  readonly text: string;
  readonly mode: ParseMode;
  /** Used only with mode `none`, as Telegram does. */
  readonly entities: readonly unknown[];
};

/** Reads markup or entities, trims, and adds what Telegram finds by itself; throws Telegram's refusals. */
export function formatText(source: TextSource, findUser: FindUser): FormattedText {
  const text = source.text.replaceAll(/[\0-\x09\x0b-\x1f]/g, ' ');
  if (/\p{Surrogate}/u.test(text)) throw badRequest('strings must be encoded in UTF-8');
  return finishText(parse({ ...source, text }, findUser));
}

function parse({ text, mode, entities }: TextSource, findUser: FindUser): FormattedText {
  switch (mode) {
    case 'none':
      return { text, entities: checkEntities(text, entities, findUser) };
    case 'html':
      return parseHtml(text, findUser);
    case 'markdown':
      return parseMarkdown(text, findUser);
    case 'markdownv2':
      return parseMarkdownV2(text, findUser);
    default:
      return mode satisfies never;
  }
}

function finishText({ text, entities }: FormattedText): FormattedText {
  const trimmed = text.trim();
  const start = trimmed === '' ? 0 : text.indexOf(trimmed);
  const clipped = entities.flatMap((entity) => clip(entity, start, trimmed.length));
  return { text: trimmed, entities: arrangeEntities([...clipped, ...detectEntities(trimmed, clipped)]) };
}

function clip(entity: MessageEntity, start: number, length: number): readonly MessageEntity[] {
  const from = Math.max(entity.offset - start, 0);
  const to = Math.min(entity.offset + entity.length - start, length);
  return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
}
