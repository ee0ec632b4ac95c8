/** The entity kinds of MarkdownV2, under the names that Telegram's errors use. */
export type MarkdownV2Kind =
  | 'Bold'
  | 'Italic'
  | 'Underline'
  | 'Strikethrough'
  | 'Spoiler'
  | 'Code'
  | 'Pre'
  | 'PreCode'
  | 'TextUrl'
  | 'CustomEmoji'
  | 'BlockQuote';

/** The marker that opens an entity at `index`, or undefined where the character must be escaped. */
export function openingMarker(source: string, index: number): { kind: MarkdownV2Kind; length: number } | undefined {
  switch (source[index]) {
    case '*':
      return { kind: 'Bold', length: 1 };
    case '_':
      return source[index + 1] === '_' ? { kind: 'Underline', length: 2 } : { kind: 'Italic', length: 1 };
    case '~':
      return { kind: 'Strikethrough', length: 1 };
    case '|':
      return source[index + 1] === '|' ? { kind: 'Spoiler', length: 2 } : undefined;
    case '`':
      return source.startsWith('```', index) ? { kind: 'Pre', length: 3 } : { kind: 'Code', length: 1 };
    case '[':
      return { kind: 'TextUrl', length: 1 };
    case '!':
      return source[index + 1] === '[' ? { kind: 'CustomEmoji', length: 2 } : undefined;
    default:
      return undefined;
  }
}

/** How long the marker is that closes `kind` at `index`; 0 where there is none. */
export function closingLength(kind: MarkdownV2Kind, source: string, index: number): number {
  const character = source[index];
  const isDouble = source[index + 1] === character;
  switch (kind) {
    case 'Bold':
      return character === '*' ? 1 : 0;
    case 'Italic':
      return character === '_' && !isDouble ? 1 : 0;
    case 'Underline':
      return character === '_' && isDouble ? 2 : 0;
    case 'Strikethrough':
      return character === '~' ? 1 : 0;
    case 'Spoiler':
      return character === '|' && isDouble ? 2 : 0;
    case 'Code':
      return character === '`' ? 1 : 0;
    case 'Pre':
    case 'PreCode':
      return source.startsWith('```', index) ? 3 : 0;
    case 'TextUrl':
    case 'CustomEmoji':
      return character === ']' ? 1 : 0;
    case 'BlockQuote':
      return 0;
    default:
      return kind satisfies never;
  }
}
