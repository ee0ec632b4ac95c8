import { describe, expect, test } from 'vitest';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { createChatFlags } from './chat-flags.ts';
import { createScriptedOutbox } from './scripted-outbox.test.fixture.ts';

const GONE = { type: 'gone', detail: 'Forbidden: bot was kicked from the group chat' } as const;

describe('a chat that is lost', () => {
  test('is told to its owners at once', async () => {
    const { post, sent } = await createScriptedOutbox({ sends: [GONE] });
    await post({ target: 'general' });
    expect(sent).toEqual([
      expect.stringMatching(/^-1\/-/u),
      expect.stringMatching(/^1\/-.*general cannot be reached/su),
    ]);
  });

  test('is told in the very commit that notes it: no crash comes between', async () => {
    const { post, journal } = await createScriptedOutbox({ sends: [GONE] });
    const { commit } = journal;
    const noted: (readonly string[])[] = [];
    journal.commit = (changes, options) => {
      const isNoting = changes.some((change) => change.type === 'flag-put' && change.name.startsWith('chat-dead:'));
      if (isNoting) noted.push(changes.flatMap((it) => (it.type === 'outbox-insert' ? [it.message.type] : [])));
      return commit(changes, options);
    };
    await post({ target: 'general' });
    expect(noted).toEqual([['chat.dead']]);
  });

  test('is lost once that can be written, and not before', async () => {
    const { post, journal, flags, sent, pass } = await createScriptedOutbox({ sends: [GONE, GONE] });
    const { commit } = journal;
    let isFull = true;
    journal.commit = async (changes, options) => {
      const isNoting = changes.some((change) => change.type === 'flag-put');
      if (isNoting && isFull) throw new Error('The disk is full.');
      return commit(changes, options);
    };
    await post({ target: 'general' });
    expect(flags.isDead('-1')).toBe(false);
    isFull = false;
    await pass(120_000);
    expect(sent.at(-1)).toContain('general cannot be reached');
  });

  test('is told before all that waits for its owners', async () => {
    const { post, sent, pass } = await createScriptedOutbox({ sends: [{ type: 'wait', waitMs: 5_000 }, GONE] });
    await post({ target: 'desk' }, { target: 'desk' });
    await post({ target: 'general' });
    await pass(5_000);
    expect(sent.slice(2)).toEqual([
      expect.stringContaining('general cannot be reached'),
      expect.stringContaining('Paused by user 1'),
      expect.stringContaining('Paused by user 2'),
    ]);
  });

  test('is not told of itself: what waits there is for somebody who writes there again', async () => {
    const { post, journal } = await createScriptedOutbox({ sends: [GONE] });
    await post({ target: 'desk' });
    expect((await journal.listOutbox({})).map(({ type }) => type)).toEqual(['desk.paused']);
  });

  test('is lost under the id that it got meanwhile', async () => {
    const { post, flags } = await createScriptedOutbox({ sends: [{ type: 'moved', chatId: '-100' }, GONE] });
    await post({ target: 'general' });
    expect([flags.isDead('-100'), flags.isDead('-1')]).toEqual([true, false]);
  });

  test('is known after a restart, and so is a new id', async () => {
    const journal = createMemoryJournal();
    const before = createChatFlags(journal);
    await before.setDead('-5', 'blocked');
    await before.setMoved('-1', '-100');
    const after = createChatFlags(journal);
    await after.load();
    expect([after.isDead('-5'), after.currentId('-1')]).toEqual([true, '-100']);
  });
});

test('a chat that got a new id is written to there alone from then on', async () => {
  const { post, sent } = await createScriptedOutbox({ sends: [{ type: 'moved', chatId: '-100' }] });
  await post({ target: 'general' });
  await post({ target: 'general' });
  expect(sent.map((text) => text.split('/')[0])).toEqual(['-1', '-100', '-100']);
});
