import { describe, expect, test } from 'vitest';
import { createChatDirectory } from '../outbox/chat-directory.ts';
import { createSpeechDirectory, type SpeechDirectory } from '../outbox/speech-directory.ts';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';

const BERLIN = { from: { id: 111, is_bot: false, first_name: 'Person', language_code: 'de-DE' } };
const GROUP = { chatId: -100_5, chatType: 'supergroup', from: 111 } as const;

/** What another run of the program reads from the journal. */
async function reread(
  { journal }: ChatBench,
  currentId = (chatId: string) => chatId,
  chats: Parameters<typeof createChatDirectory>[0] = [],
): Promise<SpeechDirectory> {
  const directory = createChatDirectory(chats, []);
  const defaults = { language: 'en', timeZone: 'UTC' } as const;
  const speeches = createSpeechDirectory({ journal, directory, currentId, defaults });
  await speeches.load();
  return speeches;
}

describe('the language of an answer', () => {
  test('is English until Telegram or the person says otherwise', async () => {
    const bench = await createChatBench();
    await bench.say('/p');
    await bench.say('/p', { message: BERLIN });
    expect(bench.texts()).toEqual(['No open positions.', 'Keine offenen Positionen.']);
  });

  test('/language counts more than Telegram’s language, over restarts', async () => {
    const bench = await createChatBench();
    await bench.say('/language en', { message: BERLIN });
    await bench.say('/p', { message: BERLIN });
    await bench.say('/Language DE');
    await bench.say('/p');
    expect(bench.texts()).toEqual([
      'You read English. Your time zone is UTC: it is 12:00:00 UTC.',
      'No open positions.',
      'Du liest Deutsch. Deine Zeitzone ist UTC: es ist 12:00:00 UTC.',
      'Keine offenen Positionen.',
    ]);
    expect((await reread(bench)).ofUser('111', 'en').language).toBe('de');
    expect((await reread(bench)).ofUser('222').language).toBe('en');
  });

  test('/timezone moves the times, for the person and what is told them', async () => {
    const bench = await createChatBench();
    await bench.say('/timezone europe/berlin');
    await bench.say('/timezone');
    const is = 'You read English. Your time zone is Europe/Berlin: it is 13:00:00 CET.';
    expect(bench.texts()).toEqual([is, `${is}\nAnother one: /timezone Europe/Madrid, by its name in the IANA list.`]);
    const speeches = await reread(bench);
    expect(speeches.ofUser('111').timeZone).toBe('Europe/Berlin');
    expect(speeches.ofTarget('chat:111').timeZone).toBe('Europe/Berlin');
    expect(speeches.ofTarget('chat:222').timeZone).toBe('UTC');
  });

  test('what is no language and no zone is refused with what would be', async () => {
    const bench = await createChatBench();
    await bench.say('/language klingon');
    await bench.say('/timezone Mars/Base');
    expect(bench.texts()).toEqual([
      '“klingon” is no language of this desk. It speaks en (English), de (Deutsch).',
      '“Mars/Base” is no time zone. Write it as Europe/Berlin, America/New_York or UTC.',
    ]);
    expect(Object.keys(await bench.journal.readFlags())).toEqual([]);
  });
});

describe('the buttons of /language and /timezone', () => {
  const edits = (bench: ChatBench) =>
    bench.sent.filter(({ method }) => method === 'editMessageText').map(({ payload }) => payload['text']);
  const toasts = (bench: ChatBench) =>
    bench.sent.filter(({ method }) => method === 'answerCallbackQuery').map(({ payload }) => payload['text']);

  test('each language and common zones; what is set is marked, and a tap sets it', async () => {
    const bench = await createChatBench();
    await bench.say('/language');
    expect(bench.buttons()).toEqual(['lg:p:language:en', 'lg:p:language:de']);
    expect(JSON.stringify(bench.sent.at(-1))).toContain('✓ English');
    await bench.tap('lg:p:language:de');
    expect(edits(bench)).toEqual(['Du liest Deutsch. Deine Zeitzone ist UTC: es ist 12:00:00 UTC.']);
    await bench.say('/timezone');
    expect(bench.buttons()).toContain('lg:p:timezone:Asia/Tokyo');
    await bench.tap('lg:p:timezone:Europe/Berlin');
    expect(JSON.stringify(bench.sent.at(-1))).toContain('✓ Berlin');
    expect((await reread(bench)).ofUser('111')).toMatchObject({ language: 'de', timeZone: 'Europe/Berlin' });
  });

  test('of a group’s card each sets their own, and the card stays whose it is', async () => {
    const bench = await createChatBench();
    await bench.say('/language', GROUP);
    await bench.tap('lg:p:language:de', { from: 333, chatId: GROUP.chatId });
    expect(edits(bench)).toEqual([]);
    expect(toasts(bench)).toEqual(['Du liest Deutsch. Deine Zeitzone ist UTC: es ist 12:00:00 UTC.']);
    const speeches = await reread(bench);
    expect(speeches.ofUser('333').language).toBe('de');
    expect(speeches.ofUser('111').language).toBe('en');
  });

  test('of the chat itself only who may trade sets it', async () => {
    const bench = await createChatBench();
    await bench.say('/language chat', { ...GROUP, from: 333 });
    expect(bench.buttons()).toEqual([]);
    await bench.say('/language chat', GROUP);
    expect(bench.buttons()).toEqual(['lg:c:language:en', 'lg:c:language:de']);
    await bench.tap('lg:c:language:de', { from: 333, chatId: GROUP.chatId });
    expect((await reread(bench)).ofTarget('chat:-1005').language).toBe('en');
    await bench.tap('lg:c:language:de', { from: 111, chatId: GROUP.chatId });
    expect((await reread(bench)).ofTarget('chat:-1005').language).toBe('de');
    expect(toasts(bench)).toEqual([
      'Your role is viewer: it may not set this chat’s language or time zone.',
      'This chat is told in German. Its time zone is UTC: it is 12:00:00 UTC.',
    ]);
  });
});

describe('the language of what a chat is told', () => {
  test('a private chat follows its person’s Telegram until they choose', async () => {
    const bench = await createChatBench();
    await bench.say('/p', { message: BERLIN });
    expect((await reread(bench)).ofTarget('chat:111').language).toBe('de');
    await bench.say('/language en', { message: BERLIN });
    expect((await reread(bench)).ofTarget('chat:111').language).toBe('en');
  });

  test('a group has its own, which a viewer cannot set', async () => {
    const bench = await createChatBench();
    await bench.say('/language chat de', GROUP);
    await bench.say('/timezone chat Asia/Tokyo', {
      ...GROUP,
      message: { is_topic_message: true, message_thread_id: 7 },
    });
    await bench.say('/language chat en', { ...GROUP, from: 333 });
    expect(bench.texts()).toEqual([
      'This chat is told in German. Its time zone is UTC: it is 12:00:00 UTC.',
      'This chat is told in German. Its time zone is Asia/Tokyo: it is 21:00:00 GMT+9.',
      'Your role is viewer: it may not set this chat’s language or time zone.',
    ]);
    const speeches = await reread(bench);
    expect(speeches.ofTarget('chat:-1005')).toMatchObject({ language: 'de', timeZone: 'UTC' });
    expect(speeches.ofTarget('chat:-1005:7')).toMatchObject({ language: 'de', timeZone: 'Asia/Tokyo' });
    expect(speeches.ofUser('111').language).toBe('en');
  });

  test('the configuration’s counts until the chat has its own, also after it became a supergroup', async () => {
    const bench = await createChatBench();
    const desk = {
      name: 'desk',
      id: '-5',
      topic: null,
      notify: {},
      language: 'de',
      timeZone: 'Europe/Berlin',
    } as const;
    const moved = (chatId: string) => (chatId === '-5' ? '-1005' : chatId);
    expect((await reread(bench, moved, [desk])).ofTarget('desk')).toMatchObject({
      language: 'de',
      timeZone: 'Europe/Berlin',
    });
    await bench.say('/language chat en', GROUP);
    expect((await reread(bench, moved, [desk])).ofTarget('desk')).toMatchObject({
      language: 'en',
      timeZone: 'Europe/Berlin',
    });
  });
});
