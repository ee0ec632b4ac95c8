const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
]);
const PATTERN = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));?/iy;

/** Reads `&lt;`, `&#38;` and their like at `index`; undefined where Telegram leaves the ampersand as it stands. */
export function readHtmlEntity(source: string, index: number): { text: string; end: number } | undefined {
  PATTERN.lastIndex = index;
  const match = PATTERN.exec(source);
  if (match === null) return undefined;
  const [whole, hex, decimal, name] = match;
  const text = name === undefined ? fromCode(hex, decimal) : NAMED.get(name);
  return text === undefined ? undefined : { text, end: index + whole.length };
}

function fromCode(hex: string | undefined, decimal: string | undefined): string | undefined {
  const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
  if (Number.isNaN(code) || code === 0 || code >= 0x10ffff) return undefined;
  return String.fromCodePoint(code);
}

/** Replaces every entity that Telegram knows. */
export function decodeHtmlEntities(source: string): string {
  let text = '';
  for (let i = 0; i < source.length;) {
    const entity = source[i] === '&' ? readHtmlEntity(source, i) : undefined;
    text += entity?.text ?? source[i];
    i = entity?.end ?? i + 1;
  }
  return text;
}
