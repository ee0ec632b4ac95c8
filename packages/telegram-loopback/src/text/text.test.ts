import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { MessageEntity } from '../wire/message-entity.ts';
import { formatText } from './format-text.ts';
import type { ParseMode } from './parse-mode.ts';

const alice = { id: 7, is_bot: false, first_name: 'Alice' };
const findUser = (id: number) => (id === alice.id ? alice : undefined);
const format = (text: string, mode: ParseMode = 'none', entities: readonly unknown[] = []) =>
  formatText({ text, mode, entities }, findUser);
const refusal = (text: string, mode: ParseMode = 'none', entities: readonly unknown[] = []) => {
  try {
    format(text, mode, entities);
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
  return 'accepted';
};

describe('HTML', () => {
  test.each([
    ['<b>bold</b> plain', 'bold plain', [{ type: 'bold', offset: 0, length: 4 }]],
    [
      '<b>a<i>b</i></b>',
      'ab',
      [
        { type: 'bold', offset: 0, length: 2 },
        { type: 'italic', offset: 1, length: 1 },
      ],
    ],
    ['a &lt; b &amp; &#128512;', 'a < b & 😀', []],
    ['&nbsp; &constructor; & &', '&nbsp; &constructor; & &', []],
    ['😀<u>x</u>', '😀x', [{ type: 'underline', offset: 2, length: 1 }]],
    ['<pre><code class="language-ts">x</code></pre>', 'x', [{ type: 'pre', offset: 0, length: 1, language: 'ts' }]],
    ['<code class="language-ts">x</code>', 'x', [{ type: 'code', offset: 0, length: 1 }]],
    ['<a href="example.com">x</a>', 'x', [{ type: 'text_link', offset: 0, length: 1, url: 'http://example.com/' }]],
    ['<a href="tg://user?id=7">x</a>', 'x', [{ type: 'text_mention', offset: 0, length: 1, user: alice }]],
    ['<a href="tg://user?id=8">x</a>', 'x', []],
    ['<span class="tg-spoiler">x</span>', 'x', [{ type: 'spoiler', offset: 0, length: 1 }]],
    ['<blockquote expandable>q</blockquote>', 'q', [{ type: 'expandable_blockquote', offset: 0, length: 1 }]],
    [
      '<tg-time unix="1647531900" format="wDT">then</tg-time>',
      'then',
      [{ type: 'date_time', offset: 0, length: 4, unix_time: 1647531900, date_time_format: 'wDT' }],
    ],
  ])('reads %s', (source, text, entities) => {
    expect(format(source, 'html')).toEqual({ text, entities });
  });

  test.each([
    ['<b>unclosed', `Can't find end tag corresponding to start tag "b"`],
    ['<script>x</script>', 'Unsupported start tag "script" at byte offset 0'],
    ['€<x>', 'Unsupported start tag "x" at byte offset 3'],
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['<a href>x</a>', 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['<b><i>test</b></i>', 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])('refuses %s', (source, reason) => {
    expect(refusal(source, 'html')).toBe(`Bad Request: can't parse entities: ${reason}`);
  });
});

describe('MarkdownV2', () => {
  test.each([
    ['*b* _i_ __u__ ~s~ ||p||', 'b i u s p', ['bold', 'italic', 'underline', 'strikethrough', 'spoiler']],
    ['hello\\.', 'hello.', []],
    ['`a_b` ```ts\nx```', 'a_b x', ['code', 'pre']],
    ['[x](https://example.com/a\\)b)', 'x', ['text_link']],
    ['>one\n>two\nthree', 'one\ntwo\nthree', ['blockquote']],
    ['>one\n>two||', 'one\ntwo', ['expandable_blockquote']],
    ['![22:45](tg://time?unix=1647531900&format=t)', '22:45', ['date_time']],
    ['*a _b_*', 'a b', ['bold', 'italic']],
  ])('reads %s', (source, text, types) => {
    const formatted = format(source, 'markdownv2');
    expect([formatted.text, formatted.entities.map(({ type }) => type)]).toEqual([text, types]);
  });

  test.each([
    ['hello.', `Character '.' is reserved and must be escaped with the preceding '\\'`],
    ['a-b', `Character '-' is reserved and must be escaped with the preceding '\\'`],
    ['a|b', `Character '|' is reserved and must be escaped with the preceding '\\'`],
    ['*unclosed', `Can't find end of Bold entity at byte offset 0`],
    ['€ _x', `Can't find end of Italic entity at byte offset 4`],
    ['[x](http://a.b', `Can't find end of a URL at byte offset 4`],
  ])('refuses %s', (source, reason) => {
    expect(refusal(source, 'markdownv2')).toBe(`Bad Request: can't parse entities: ${reason}`);
  });
});

describe('legacy Markdown', () => {
  test('reads bold, italic, code and links', () => {
    const { text, entities } = format('*b* _i_ `c` [x](https://a.b/) snake\\_case', 'markdown');
    expect(text).toBe('b i c x snake_case');
    expect(entities.map(({ type }) => type)).toEqual(['bold', 'italic', 'code', 'text_link']);
  });

  test('refuses a symbol with one underscore', () => {
    expect(refusal('1000PEPE_USDT', 'markdown')).toBe(
      "Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 8",
    );
  });
});

describe('entities', () => {
  test.each([
    [{ type: 'bold', offset: 100, length: 1 }, 'entity begins after the end of the text at UTF-16 offset 100'],
    [
      { type: 'bold', offset: 0, length: 100 },
      'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100',
    ],
    [{ type: 'bold', offset: -1, length: 1 }, 'receive an entity with incorrect offset -1'],
    [{ type: 'wrong', offset: 0, length: 1 }, "can't parse MessageEntity: Unsupported type specified"],
    [{ type: 'bold', length: 1 }, `can't parse MessageEntity: Can't find field "offset"`],
    [
      { type: 'text_link', offset: 0, length: 1, url: 'not-a-url' },
      "entity URL 'not-a-url' is invalid: Wrong HTTP URL",
    ],
    [{ type: 'text_link', offset: 0, length: 1, url: '' }, "entity URL '' is invalid: URL host is empty"],
    [
      { type: 'bold', offset: 0, length: 1 },
      'entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 0',
    ],
    [{ type: 'text_mention', offset: 0, length: 2, user: { id: 0 } }, 'user not found'],
  ])('refuses %j', (entity, reason) => {
    expect(refusal('😀hello', 'none', [entity])).toBe(`Bad Request: ${reason}`);
  });

  test('cuts an entity that crosses another', () => {
    const crossing = [
      { type: 'bold', offset: 0, length: 4 },
      { type: 'italic', offset: 2, length: 4 },
    ];
    expect(format('abcdef', 'none', crossing).entities).toEqual([
      { type: 'bold', offset: 0, length: 4 },
      { type: 'italic', offset: 2, length: 2 },
      { type: 'italic', offset: 4, length: 2 },
    ]);
  });

  test('finds commands, mentions, tags and links, but not in code', () => {
    const { text, entities } = format('/panic@desk_bot @alice #btc $ETH https://a.io/x. me@a.io `x`', 'none', [
      { type: 'code', offset: 57, length: 3 },
    ]);
    expect(entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual([
      ['bot_command', '/panic@desk_bot'],
      ['mention', '@alice'],
      ['hashtag', '#btc'],
      ['cashtag', '$ETH'],
      ['url', 'https://a.io/x'],
      ['email', 'me@a.io'],
      ['code', '`x`'],
    ]);
    expect(format('a/b 1/2 /', 'none').entities).toEqual([]);
  });

  test('trims the text and moves the entities', () => {
    expect(format('  <b> x </b> ', 'html')).toEqual({ text: 'x', entities: [{ type: 'bold', offset: 0, length: 1 }] });
  });
});

const SIMPLE_TAGS = { bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', spoiler: 'tg-spoiler' } as const;

function toHtml(text: string, entities: readonly MessageEntity[]): string {
  let html = '';
  for (let i = 0; i <= text.length; i++) {
    for (const { type, offset, length } of entities.toReversed())
      if (offset + length === i) html += `</${SIMPLE_TAGS[type as keyof typeof SIMPLE_TAGS]}>`;
    for (const { type, offset } of entities)
      if (offset === i) html += `<${SIMPLE_TAGS[type as keyof typeof SIMPLE_TAGS]}>`;
    html += (text[i] ?? '').replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;');
  }
  return html;
}

describe('any text', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 30 });
  const markup = fc.string({ unit: fc.constantFrom(...'<>/b&;"=* _~`|[](){}!\\>#.-\na😀€'), maxLength: 40 });
  const modes = fc.constantFrom<ParseMode>('none', 'html', 'markdown', 'markdownv2');

  test('is read or refused in words of Telegram, never by a crash', () => {
    fc.assert(
      fc.property(fc.oneof(words, markup), modes, (text, mode) => {
        const answer = refusal(text, mode);
        expect(answer === 'accepted' || answer.startsWith('Bad Request: ')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('keeps entities sorted, nested and inside the text; they survive a round trip through HTML', () => {
    const entity = fc.record({
      type: fc.constantFrom(...(Object.keys(SIMPLE_TAGS) as (keyof typeof SIMPLE_TAGS)[])),
      offset: fc.nat(12),
      length: fc.nat(12),
    });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '&', '<', 'é'), minLength: 24, maxLength: 24 }),
        fc.array(entity, { maxLength: 6 }),
        (text, given) => {
          const once = format(text, 'none', given);
          for (const [index, { offset, length }] of once.entities.entries()) {
            expect(offset >= 0 && length > 0 && offset + length <= once.text.length).toBe(true);
            for (const other of once.entities.slice(index + 1)) {
              expect(other.offset >= offset).toBe(true);
              expect(other.offset >= offset + length || other.offset + other.length <= offset + length).toBe(true);
            }
          }
          expect(format(once.text, 'none', once.entities)).toEqual(once);
          expect(format(toHtml(once.text, once.entities), 'html')).toEqual(once);
        },
      ),
    );
  });
});
