import { describe, expect, test } from 'vitest';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { notifyCard, notifyGroupCard } from '../format/notify-card.ts';
import { createSpeech } from '../language/speech.ts';
import { createChatDirectory } from '../outbox/chat-directory.ts';
import { createNotifyBook } from '../notify/notify-book.ts';
import type { DeskUser } from '../desk/desk-user.ts';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { OWNER } from '../testing/desk-bench.ts';

const HERE = { chatId: '111', topic: null };
const edited = (bench: ChatBench) =>
  `${bench.sent.findLast(({ method }) => method === 'editMessageText')?.payload['text']}`;
const toast = (bench: ChatBench) =>
  `${bench.sent.findLast(({ method }) => method === 'answerCallbackQuery')?.payload['text']}`;

describe('/notify', () => {
  test('shows what rings, and every group has a button', async () => {
    const bench = await createChatBench();
    await bench.say('/NOTIFY');
    // how many there are of each grows with what the desk can tell
    expect(bench.texts().map((text) => text.replaceAll(/\d+/g, 'n'))).toMatchInlineSnapshot(`
[
  "🔔 What rings in this chat

Signals: 🔔 n  🔕 n
Orders and fills: 🔔 n  🔕 n
Positions: 🔔 n  🔕 n
Stops and targets: 🔔 n  🔕 n
Accounts: 🔔 n  🔕 n
Summaries: 🔕 n
The desk itself: 🔔 n  🔕 n

🔔 rings · 🔕 comes without a sound · ✖️ does not come",
]
`);
    expect(bench.buttons()).toEqual([
      'n:g:signal',
      'n:g:order',
      'n:g:position',
      'n:g:stop',
      'n:g:account',
      'n:g:summary',
      'n:g:desk',
    ]);
  });

  test('a tap takes a type to the next level, in the card and for what is told', async () => {
    const bench = await createChatBench();
    await bench.say('/notify');
    await bench.tap('n:g:order');
    expect(edited(bench)).toContain('🔔 order.filled');
    expect(bench.buttons()).toContain('n:s:order.filled:silent');
    await bench.tap('n:s:order.filled:silent');
    expect(toast(bench)).toBe('order.filled: silent');
    expect(edited(bench)).toContain('🔕 order.filled');
    expect(bench.notify.levelFor('desk', 'order.filled')).toBe('silent');
    await bench.tap('n:s:order:off');
    expect(bench.notify.levelFor('desk', 'order.rejected')).toBe('off');
    await bench.tap('n:h');
    expect(edited(bench)).toMatch(/^Orders and fills: ✖️ \d+$/m);
  });

  test('is typed as well, for a type, a group and all; reset goes back', async () => {
    const bench = await createChatBench();
    await bench.say('/notify Order.Filled OFF');
    await bench.say('/notify signal off');
    expect(bench.notify.levelFor('desk', 'order.filled')).toBe('off');
    expect(bench.notify.levelFor('desk', 'signal.held')).toBe('off');
    await bench.say('/notify all silent');
    expect(bench.notify.levelFor('desk', 'order.filled')).toBe('silent');
    await bench.say('/notify reset');
    expect(bench.notify.levelFor('desk', 'order.filled')).toBe('loud');
    bench.texts();
    for (const text of ['/notify order.fill loud', '/notify order.filled', '/notify order.filled quiet']) {
      await bench.say(text);
    }
    expect(new Set(bench.texts())).toEqual(
      new Set([
        'Write /notify order.filled silent, /notify signal off, or /notify reset. Levels: loud, silent, off. Groups: signal, order, position, stop, account, summary, desk, all; their types: /notify.',
      ]),
    );
  });

  test('typed, it answers with what was set', async () => {
    const bench = await createChatBench();
    await bench.say('/notify Order.Filled off');
    expect(bench.texts().at(-1)).toContain('✖️ order.filled');
    await bench.say('/notify stop silent');
    expect(bench.texts().at(-1)).toMatch(/Stops and targets[^]*🔕 stop\.replace-failed/u);
    await bench.say('/notify all loud');
    expect(bench.texts().at(-1)).toMatch(/^Stops and targets: 🔔/mu);
  });

  test('what nobody may miss stays loud', async () => {
    const bench = await createChatBench();
    await bench.say('/notify stop off');
    await bench.say('/notify stop.failed off');
    expect(bench.texts().at(-1)).toBe('stop.failed is never missed here: it stays loud.');
    expect(bench.notify.levelFor('desk', 'stop.failed')).toBe('loud');
    expect(bench.notify.levelFor('desk', 'stop.moved')).toBe('off');
  });

  test('outlives a restart, and stands in the audit', async () => {
    const journal = createMemoryJournal();
    const bench = await createChatBench(undefined, { journal });
    await bench.say('/notify order.filled off');
    await bench.say('/mute 2h');
    const directory = createChatDirectory([{ name: 'desk', id: '111', topic: null, notify: { all: 'silent' } }], []);
    const book = createNotifyBook({ journal, directory, now: () => bench.clock.now() });
    await book.load();
    expect(book.levelFor('desk', 'order.filled')).toBe('off');
    expect(book.mutedUntil(HERE)).toBe(bench.clock.now() + 7_200_000);
    expect((await journal.listAudit(2)).map(({ actor, action, detail }) => [actor, action, detail])).toEqual([
      ['user:111', 'mute', `{"chat":"111","until":${bench.clock.now() + 7_200_000}}`],
      ['user:111', 'notify', '{"chat":"111","types":["order.filled"],"level":"off"}'],
    ]);
  });

  test('counts for its own chat and topic alone', async () => {
    const bench = await createChatBench();
    const topic = { message_thread_id: 7, is_topic_message: true };
    await bench.say('/notify all off', { chatId: -5, chatType: 'supergroup', message: topic });
    expect(bench.notify.levelFor('chat:-5:7', 'order.filled')).toBe('off');
    expect(bench.notify.levelFor('chat:-5:8', 'order.filled')).toBe('loud');
    expect(bench.notify.levelFor('desk', 'order.filled')).toBe('loud');
  });

  test('a viewer sets it for the own chat, not for a group, by word or tap', async () => {
    const bench = await createChatBench();
    await bench.say('/notify all off', { from: 333 });
    expect(bench.notify.levelFor('chat:333', 'order.filled')).toBe('off');
    bench.texts();
    for (const text of ['/notify all off', '/mute 1h', '/unmute']) {
      await bench.say(text, { from: 333, chatId: -5, chatType: 'supergroup' });
    }
    await bench.tap('n:s:order.filled:off', { from: 333, chatId: -5 });
    const no = 'Your role is viewer: it may not change how loud a group is.';
    expect([...bench.texts(), toast(bench)]).toEqual([no, no, no, no]);
    expect(bench.notify.levelFor('chat:-5', 'order.filled')).toBe('loud');
  });
});

describe('a group that hears of two accounts', () => {
  const GROUP = { chatId: -1005, chatType: 'supergroup' } as const;
  const brokers = [{ id: 'main' }, { id: 'other' }];
  const ofMain: DeskUser = { id: '222', role: 'trader', brokers: ['main'] };
  const ofBoth: DeskUser = { id: '444', role: 'trader', brokers: ['main', 'other'] };
  const users = [OWNER, ofMain, ofBoth];
  const bench = () => createChatBench(brokers, { users, groupHears: ['main', 'other'] });
  const level = ({ notify }: ChatBench) => notify.levelFor('chat:-1005', 'order.filled');

  test.each(['/mute 1h', '/notify all off', '/notify order.filled silent'])(
    '%s: not by a trader of one of them, by word or tap; by whoever trades on both, and by an owner',
    async (text) => {
      const quiet = await bench();
      await quiet.say(text, { ...GROUP, from: 222 });
      expect(quiet.texts()).toEqual([
        'This chat hears of other accounts, too: only who trades on all that it hears of may change how loud it is.',
      ]);
      await quiet.tap('n:s:order.filled:off', { ...GROUP, from: 222 });
      expect(toast(quiet)).toContain('This chat hears of other accounts, too');
      expect(level(quiet)).toBe('loud');
      for (const from of [444, 111]) {
        const free = await bench();
        await free.say(text, { ...GROUP, from });
        expect(level(free)).not.toBe('loud');
      }
    },
  );

  test('an account that one may look at has its name', async () => {
    const quiet = await bench();
    await quiet.rights.grant(
      '222',
      { role: 'viewer', brokers: ['other'], place: null, by: 'user:111', at: 1 },
      () => true,
    );
    await quiet.say('/mute 1h', { ...GROUP, from: 222 });
    expect(quiet.texts()[0]).toContain('hears of @other, too');
  });

  test('ends a mute as little as it begins one', async () => {
    const quiet = await bench();
    await quiet.say('/mute 1h', GROUP);
    await quiet.say('/unmute', { ...GROUP, from: 222 });
    expect(level(quiet)).toBe('silent');
  });

  test('one that hears of the own account alone is theirs to quiet', async () => {
    const quiet = await createChatBench(brokers, { users, groupHears: ['main'] });
    await quiet.say('/mute 1h', { ...GROUP, from: 222 });
    expect(level(quiet)).toBe('silent');
  });
});

describe('/mute', () => {
  test('takes the sound away for a while, but not from what nobody may miss', async () => {
    const bench = await createChatBench();
    await bench.say('/mute 2h');
    expect(bench.texts()).toEqual([
      'Silent until 14:00:00 UTC; what nobody may miss rings all the same. /unmute ends it.',
    ]);
    expect(bench.notify.levelFor('desk', 'order.filled')).toBe('silent');
    expect(bench.notify.levelFor('desk', 'panic.finished')).toBe('loud');
    await bench.clock.advance(7_200_000);
    expect(bench.notify.levelFor('desk', 'order.filled')).toBe('loud');
  });

  test('ends with /unmute; a span that is none is refused', async () => {
    const bench = await createChatBench();
    await bench.say('/mute 2H');
    await bench.say('/unmute');
    expect(bench.texts().at(-1)).toBe('Nothing is muted here: everything is as loud as /notify says.');
    for (const text of ['/mute', '/mute x', '/mute 0h', '/mute 30d', '/mute -1h']) await bench.say(text);
    expect(new Set(bench.texts())).toEqual(
      new Set(['For how long? /mute 30m, /mute 2h, at most /mute 7d. /unmute ends it.']),
    );
    expect(bench.notify.levelFor('desk', 'order.filled')).toBe('loud');
  });
});

test('the card speaks German where its reader does', () => {
  const german = createSpeech('de', 'Europe/Berlin');
  const groups = [{ group: 'order', lines: [{ type: 'order.filled', level: 'silent', isFixed: false }] }] as const;
  const report = { groups, mutedUntil: Date.UTC(2026, 10, 22, 13) };
  expect(notifyCard(german, report).text.text).toMatchInlineSnapshot(`
"🔔 Was in diesem Chat klingelt

Orders und Ausführungen: 🔕 1

🔔 klingelt · 🔕 kommt ohne Ton · ✖️ kommt nicht
Still bis 14:00:00 MEZ; was niemand verpassen darf, klingelt trotzdem. /unmute beendet es."
`);
  expect(notifyGroupCard(german, report, 'order').text.text).toMatchInlineSnapshot(`
"🔔 Was in diesem Chat klingelt · Orders und Ausführungen

🔕 order.filled

Ein Tipp geht von 🔔 zu 🔕 zu ✖️.
Still bis 14:00:00 MEZ; was niemand verpassen darf, klingelt trotzdem. /unmute beendet es."
`);
});
