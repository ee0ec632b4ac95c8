import { expect, test } from 'vitest';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { createChatDirectory } from './chat-directory.ts';
import { createSpeechDirectory } from './speech-directory.ts';

test('a group that got a new id is spoken to as it chose before, until it chooses anew', async () => {
  const journal = createMemoryJournal();
  const moved = new Map<string, string>();
  const speeches = createSpeechDirectory({
    journal,
    directory: createChatDirectory([{ name: 'desk', id: '-5', topic: null, notify: {} }], []),
    currentId: (chatId) => moved.get(chatId) ?? chatId,
    defaults: { language: 'en', timeZone: 'UTC' },
  });
  const spoken = () => {
    const { language, timeZone } = speeches.ofTarget('desk');
    return [language, timeZone];
  };
  await speeches.choose({ chatId: '-5' }, { language: 'de', timeZone: 'Europe/Berlin' });
  expect(spoken()).toEqual(['de', 'Europe/Berlin']);
  moved.set('-5', '-1005');
  expect(spoken()).toEqual(['de', 'Europe/Berlin']);
  await speeches.choose({ chatId: '-1005' }, { timeZone: 'Asia/Tokyo' });
  expect(spoken()).toEqual(['de', 'Asia/Tokyo']);
});
