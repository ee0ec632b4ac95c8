import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { Composer } from 'grammy';
import { SAMPLES } from '../format/samples/all-samples.test.fixture.ts';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { createChatBench } from '../testing/chat-bench.ts';
import { COMMANDS } from './commands/registry.ts';
import { BUTTON_ROWS } from './who-may-rows.test.fixture.ts';

const SOURCES = join(import.meta.dirname, '..');
const PATTERNS = [...new Set(BUTTON_ROWS.map(({ pattern }) => pattern))];

/** What the composed bot listens for, as it is registered: however a handler has come by its pattern. */
async function registered() {
  const taps = vi.spyOn(Composer.prototype, 'callbackQuery');
  const on = vi.spyOn(Composer.prototype, 'on');
  const lazy = vi.spyOn(Composer.prototype, 'lazy');
  await createChatBench();
  return {
    taps: taps.mock.calls.flatMap(([trigger]) => [trigger].flat()).map((it) => (it instanceof RegExp ? it.source : it)),
    on: on.mock.calls.flatMap(([filter]) => [filter].flat()),
    conditions: lazy.mock.calls.length,
  };
}

/** What a tap on each kind of card says. */
function shownButtons(): readonly string[] {
  return Object.values(SAMPLES)
    .flatMap((samples) => Object.values(samples))
    .flatMap((sample) => sample(PLAIN_SPEECH).buttons.flat())
    .flatMap((button) => (button.type === 'tap' ? [button.data] : []));
}

describe('the table of who may do what', () => {
  test('has every pattern of a button that the bot listens for, and the bot listens by no other way', async () => {
    const { taps, on, conditions } = await registered();
    expect(taps.toSorted()).toEqual(PATTERNS.toSorted());
    expect([...new Set(on)].toSorted()).toEqual(['message:migrate_to_chat_id', 'message:text', 'my_chat_member']);
    // each condition of grammY's ends in `lazy`: beside these and one for each command there is no filter, route or branch
    expect(conditions).toBe(taps.length + on.length + COMMANDS.length);
  });

  test('has every button that a card shows, once', () => {
    const buttons = shownButtons();
    const counted = buttons.map((data) => ({
      data,
      rows: PATTERNS.filter((it) => new RegExp(it, 'u').test(data)).length,
    }));
    expect(counted.filter(({ rows }) => rows !== 1)).toEqual([]);
    const shown = PATTERNS.filter((pattern) => buttons.some((data) => new RegExp(pattern, 'u').test(data)));
    expect(shown).toEqual(PATTERNS);
  });

  test('has every beginning of a button’s data that the sources write', () => {
    const written = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
      .flatMap((file) => [...readFileSync(join(SOURCES, file), 'utf8').matchAll(/\bdata(?: =|:) [`']([a-z]+):/gu)])
      .map(([, beginning = '']) => beginning);
    const known = PATTERNS.map((pattern) => /^\^([a-z]+):/u.exec(pattern)?.[1] ?? '');
    expect([...new Set(written)].toSorted()).toEqual([...new Set(known)].toSorted());
  });
});

test('what a tap says is read by handlers with a pattern alone', () => {
  const readers = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
    .map((file) => ({ file, text: readFileSync(join(import.meta.dirname, file), 'utf8') }))
    .filter(({ text }) => /callbackQuery\??\.data|callback_query/u.test(text));
  const others = readers.filter(({ text }) => !text.includes('composer.callbackQuery('));
  // one shows what was tapped, the other lets nobody through who is no person
  expect(others.map(({ file }) => file)).toEqual(['gate.ts', 'show-tap.ts']);
});

test('the data of every button that a card shows fit into Telegram’s 64 bytes', () => {
  expect(shownButtons().filter((data) => Buffer.byteLength(data) > 64)).toEqual([]);
});
