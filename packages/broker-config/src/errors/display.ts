import type { ConfigPath } from './config-error.ts';

// a misplaced secret must not be shown: route tokens have 16 characters and more, others are longer
const SECRET_LIKE = /[A-Za-z0-9_-]{16,}/;
/** A password in a URL, before its host or behind its question mark. */
const PASSWORD = /\/\/[^/]*:[^/]*@|[?&]password=/i;
const WORDS = /^[A-Za-z-]+$/;
const MAX_SHOWN = 60;

const printable = (text: string) =>
  JSON.stringify(text).replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The text in quotes; `a value` where it is long or might be a secret. */
export function displayText(text: string): string {
  return text.length > MAX_SHOWN || SECRET_LIKE.test(text) || PASSWORD.test(text) ? 'a value' : printable(text);
}

/** A number, true, false or null as it is written. */
export function displaySource(source: string): string {
  if (source === '') return 'nothing';
  return source.length <= 40 ? source : 'a value';
}

/** A key in quotes, or `a key` where it might be a secret in the wrong place. */
export function displayKey(key: string): string {
  return isShowable(key) ? printable(key) : 'a key';
}

function isShowable(key: string): boolean {
  return key.length <= MAX_SHOWN && (WORDS.test(key) || !SECRET_LIKE.test(key));
}

/** `routes.demo.size`, `routes.demo.brokers[1]`. */
export function displayPath(path: ConfigPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const shown = isShowable(part) ? (/^[\w-]+$/.test(part) ? part : printable(part)) : '…';
    return text === '' ? shown : `${text}.${shown}`;
  }, '');
}
