import { cannotParse } from '../api-error.ts';
import { byteOffset } from './byte-offset.ts';
import { decodeHtmlEntities } from './html-entity.ts';

/** A start tag and where the text after it begins. */
export type StartTag = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly end: number;
};

const TAGS = new Set(
  'a b strong i em s strike del u ins tg-spoiler tg-emoji tg-time span pre code blockquote'.split(' '),
);
const isSpace = (character: string | undefined): boolean => character === undefined || /[\s\0]/.test(character);

function skipSpace(source: string, from: number): number {
  let i = from;
  while (i < source.length && isSpace(source[i])) i++;
  return i;
}

/** Reads the start tag whose `<` stands at `begin`; throws Telegram's refusal where it is none. */
export function readStartTag(source: string, begin: number): StartTag {
  const at = () => byteOffset(source, begin);
  let i = begin + 1;
  while (!isSpace(source[i]) && source[i] !== '>') i++;
  if (i >= source.length) throw cannotParse(`Unclosed start tag at byte offset ${at()}`);
  const name = source.slice(begin + 1, i).toLowerCase();
  if (!TAGS.has(name)) throw cannotParse(`Unsupported start tag "${name}" at byte offset ${at()}`);
  const attributes = new Map<string, string>();
  for (i = skipSpace(source, i); source[i] !== '>'; i = skipSpace(source, i)) {
    if (i >= source.length) throw cannotParse(`Unclosed start tag "${name}" at byte offset ${at()}`);
    const nameBegin = i;
    while (!isSpace(source[i]) && source[i] !== '=' && source[i] !== '>') i++;
    const attribute = source.slice(nameBegin, i).toLowerCase();
    if (attribute === '') throw cannotParse(`Empty attribute name in the tag "${name}" at byte offset ${at()}`);
    i = skipSpace(source, i);
    if (source[i] !== '=') {
      if (name !== 'blockquote' || attribute !== 'expandable')
        throw cannotParse(
          `Expected equal sign in declaration of an attribute of the tag "${name}" at byte offset ${at()}`,
        );
      attributes.set(attribute, '');
      continue;
    }
    i = skipSpace(source, i + 1);
    if (i >= source.length) throw cannotParse(`Unclosed start tag "${name}" at byte offset ${at()}`);
    const value = readValue(source, i);
    if (value.end >= source.length) throw cannotParse(`Unclosed start tag at byte offset ${at()}`);
    attributes.set(attribute, value.text);
    i = value.end;
  }
  return { name, attributes, end: i + 1 };
}

function readValue(source: string, begin: number): { text: string; end: number } {
  const quote = source[begin];
  if (quote === '"' || quote === "'") {
    const close = source.indexOf(quote, begin + 1);
    const end = close === -1 ? source.length : close;
    return { text: decodeHtmlEntities(source.slice(begin + 1, end)), end: end + 1 };
  }
  let end = begin;
  while (end < source.length && /[a-z0-9.-]/i.test(source.charAt(end))) end++;
  if (!isSpace(source[end]) && source[end] !== '>')
    throw cannotParse(`Unexpected end of name token at byte offset ${byteOffset(source, begin)}`);
  return { text: source.slice(begin, end).toLowerCase(), end };
}

/** Reads the end tag whose `<` stands at `begin`; its name may be empty (`</>`). */
export function readEndTag(source: string, begin: number): { name: string; end: number } {
  let i = begin + 2;
  while (!isSpace(source[i]) && source[i] !== '>') i++;
  const name = source.slice(begin + 2, i).toLowerCase();
  i = skipSpace(source, i);
  if (source[i] !== '>') throw cannotParse(`Unclosed end tag at byte offset ${byteOffset(source, begin)}`);
  return { name, end: i + 1 };
}
