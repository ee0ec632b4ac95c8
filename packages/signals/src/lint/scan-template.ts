export interface TemplateToken {
  readonly kind: 'string' | 'placeholder' | 'comment' | 'curly-quote' | 'word' | 'mark';
  /** Of a string: without its quotes. */
  readonly text: string;
  readonly at: number;
}

export interface TemplateMember {
  readonly key: string;
  readonly keyAt: number;
  readonly value: string;
  /** Behind its quote. */
  readonly valueAt: number;
}

const PLACEHOLDER = /\{\{[^{}]*\}\}/y;
const COMMENT = /\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|#[^\r\n]*/y;
const WORD = /[^\s{}[\],:"“”„‟‘’]+/y;
const CURLY = /[“”„‟‘’]/;

/** Takes a JSON template apart, however broken. Placeholders are whole, with the quotes in them. */
export function scanTemplate(text: string): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    const token = tokenAt(text, at, char);
    if (token !== null) tokens.push(token.token);
    at = token === null ? at + 1 : token.end;
  }
  return tokens;
}

function tokenAt(text: string, at: number, char: string): { token: TemplateToken; end: number } | null {
  if (/\s/.test(char)) return null;
  if (char === '"') return stringAt(text, at);
  const found = (kind: TemplateToken['kind'], pattern: RegExp) => {
    const match = matchAt(pattern, text, at);
    return match === null ? null : { token: { kind, text: match, at } as const, end: at + match.length };
  };
  return (
    found('placeholder', PLACEHOLDER) ??
    found('comment', COMMENT) ??
    (CURLY.test(char) ? { token: { kind: 'curly-quote', text: char, at }, end: at + 1 } : null) ??
    (/[{}[\],:]/.test(char) ? { token: { kind: 'mark', text: char, at }, end: at + 1 } : null) ??
    found('word', WORD)
  );
}

function stringAt(text: string, at: number): { token: TemplateToken; end: number } {
  let end = at + 1;
  while (end < text.length) {
    const placeholder = matchAt(PLACEHOLDER, text, end);
    if (placeholder !== null) end += placeholder.length;
    else if (text[end] === '\\') end += 2;
    else if (text[end] === '"' || text[end] === '\n') break;
    else end += 1;
  }
  const close = text[end] === '"' ? end + 1 : end;
  return { token: { kind: 'string', text: text.slice(at + 1, end), at }, end: close };
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** Every `"key": value` with a single value. */
export function membersOf(tokens: readonly TemplateToken[]): readonly TemplateMember[] {
  return tokens.flatMap((token, index) => {
    const [colon, value] = [tokens[index + 1], tokens[index + 2]];
    const isMember = token.kind === 'string' && colon?.kind === 'mark' && colon.text === ':';
    if (!isMember || value === undefined || value.kind === 'mark' || value.kind === 'comment') return [];
    const valueAt = value.kind === 'string' ? value.at + 1 : value.at;
    return [{ key: token.text, keyAt: token.at, value: value.text, valueAt }];
  });
}

/** Every `name=value` of a text. */
export function pairsOf(text: string): readonly TemplateMember[] {
  return [...text.matchAll(/([^=;\r\n]+)=([^;\r\n]*)/g)].map((match) => {
    const [, key = '', value = ''] = match;
    const lead = key.length - key.trimStart().length;
    const keyAt = match.index + lead;
    const valueAt = match.index + key.length + 1 + (value.length - value.trimStart().length);
    return { key: key.trim(), keyAt, value: value.trim(), valueAt };
  });
}
