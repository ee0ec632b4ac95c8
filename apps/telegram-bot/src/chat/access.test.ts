import { describe, expect, test } from 'vitest';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';
import { COMMANDS } from './commands/registry.ts';
import { plain } from '../testing/plain.test.fixture.ts';

const NO_ACCESS = 'You have no access to this desk.';
const ALL = COMMANDS.flatMap(({ name, aliases }) => [name, ...aliases]);

describe('a stranger', () => {
  test.each(ALL.filter((name) => name !== 'whoami'))('hears of /%s only that access is missing', async (name) => {
    const bench = await createChatBench();
    await bench.say(`/${name} BTCUSDT 0.01`, { from: 666 });
    expect(bench.texts()).toEqual([NO_ACCESS]);
    expect(bench.engine.trades).toEqual([]);
    expect(bench.engine.controls).toEqual([]);
  });

  test('may ask who they are, in any letter case', async () => {
    const bench = await createChatBench();
    await bench.say('/WhoAmI', { from: 666 });
    expect(bench.texts()).toEqual(['user 666 · chat 666 · role none']);
  });

  test('is not answered for ever', async () => {
    const bench = await createChatBench();
    for (let count = 0; count < 30; count += 1) await bench.say('/whoami', { from: 666 });
    expect(bench.texts()).toHaveLength(20);
    await bench.clock.advance(60_001);
    await bench.say('/status', { from: 666 });
    expect(bench.texts()).toEqual([NO_ACCESS]);
  });

  test('is told to owners, but not for ever', async () => {
    const bench = await createChatBench();
    await bench.say('/status', { from: 666 });
    expect(bench.denied).toEqual([
      { userId: '666', name: expect.any(String), chatId: '666', did: 'message', isTold: true },
    ]);
    await bench.tap('c:x:y', { from: 667, chatId: 111 });
    expect(bench.denied.at(-1)).toMatchObject({ userId: '667', chatId: '111', did: 'tap', isTold: true });
    for (let from = 700; from < 720; from += 1) await bench.say('/status', { from });
    expect(bench.denied.filter(({ isTold }) => isTold)).toHaveLength(10);
    await bench.say('/whoami', { from: 800 });
    expect(bench.denied).toHaveLength(22);
  });

  test('is not answered where people talk to each other', async () => {
    const bench = await createChatBench();
    await bench.say('hello', { from: 666, chatId: -5, chatType: 'supergroup' });
    expect(bench.sent).toEqual([]);
    await bench.say('hello', { from: 666 });
    expect(bench.texts()).toEqual([NO_ACCESS]);
  });

  test('gets nothing from anybody’s buttons', async () => {
    const bench = await createChatBench([{ id: 'main', positions: [fakePosition()] }]);
    await bench.say('/positions');
    for (const data of bench.buttons()) await bench.tap(data, { from: 666, chatId: 111 });
    expect(bench.sent.slice(1)).toEqual(
      Array(11).fill(
        expect.objectContaining({
          method: 'answerCallbackQuery',
          payload: expect.objectContaining({ text: NO_ACCESS }),
        }),
      ),
    );
  });
});

describe('what is no command of a person', () => {
  test.each([
    ['an anonymous admin', { from: { id: 1087968824, is_bot: true, first_name: 'Group' } }],
    ['a channel in a group', { sender_chat: { id: -9, type: 'channel', title: 'C' } }],
    ['a bot', { from: { id: 111, is_bot: true, first_name: 'B' } }],
    ['a forwarded message', { forward_origin: { type: 'hidden_user', sender_user_name: 'x', date: 1 } }],
    ['another bot’s inline answer', { via_bot: { id: 9, is_bot: true, first_name: 'I' } }],
    ['nobody', { from: undefined }],
  ])('%s is dropped without an answer', async (_name, message) => {
    const bench = await createChatBench();
    await bench.say('/pause', { message });
    expect(bench.sent).toEqual([]);
    expect(bench.engine.controls).toEqual([]);
  });

  test('an edited message and a channel post do nothing', async () => {
    const bench = await createChatBench();
    const post = { message_id: 1, date: 1, chat: { id: -9, type: 'channel', title: 'C' }, text: '/pause' };
    await bench.feed({ channel_post: post as never });
    await bench.feed({ edited_message: { ...post, from: { id: 111, is_bot: false, first_name: 'A' } } as never });
    expect(bench.sent).toEqual([]);
    expect(bench.engine.controls).toEqual([]);
  });

  test('another bot’s command is none of ours', async () => {
    const bench = await createChatBench();
    await bench.say('/pause@other_bot', { chatId: -5, chatType: 'supergroup' });
    expect(bench.sent).toEqual([]);
    expect(bench.engine.controls).toEqual([]);
  });
});

describe('roles', () => {
  test.each(['/long BTCUSDT 0.01', '/short BTCUSDT 0.01', '/close BTCUSDT', '/panic', '/pause', '/resume'])(
    'a viewer may not %s',
    async (command) => {
      const bench = await createChatBench([{ id: 'main', positions: [fakePosition()] }]);
      await bench.say(command, { from: 333 });
      expect(bench.texts()[0]).toMatch(/^Your role is viewer/);
      expect(bench.buttons()).toEqual([]);
      expect(bench.engine.controls).toEqual([]);
    },
  );

  test.each(['/status', '/balance', '/positions', '/p', '/orders', '/o', '/help', '/start'])(
    'a viewer may %s',
    async (command) => {
      const bench = await createChatBench([{ id: 'main', positions: [fakePosition()] }]);
      await bench.say(command, { from: 333 });
      expect(bench.texts()).toHaveLength(1);
      // none but those that show something
      expect(bench.buttons().filter((data) => !data.startsWith('v:'))).toEqual([]);
    },
  );

  test('a trader of one account sees no other', async () => {
    const bench = await createChatBench([{ id: 'main' }, { id: 'scalps', positions: [fakePosition()] }]);
    for (const command of ['/status', '/balance', '/positions', '/orders', '/start', '/panic']) {
      await bench.say(command, { from: 222 });
    }
    expect(bench.texts().join('\n')).not.toContain('scalps');
  });

  const PAUSED = { paused: true, pausedBy: ['user:222'] };
  test('a trader of one account may pause, and lift that pause', async () => {
    const bench = await createChatBench();
    await bench.say('/pause', { from: 222 });
    bench.engine.set(PAUSED);
    await bench.say('/resume', { from: 222 });
    expect(bench.engine.controls).toEqual(['pause user:222', 'resume user:222']);
  });

  test.each([
    ['another one paused', { paused: true, pausedBy: ['user:111'] }],
    ['another one paused, too', { paused: true, pausedBy: ['user:222', 'user:111'] }],
    ['/panic was called', { ...PAUSED, panicBlocked: true }],
    ['a drift halts entries', { ...PAUSED, halted: ['main BTCUSDT'] }],
  ])('a trader of one account may not resume where %s; an owner may', async (_, status) => {
    const bench = await createChatBench();
    bench.engine.set(status);
    await bench.say('/resume', { from: 222 });
    expect(bench.engine.controls).toEqual([]);
    expect(bench.texts()).toEqual([
      'Not yours to lift: it takes an owner, or a trader of every account, unless you alone paused and nothing else holds entries back.',
    ]);
    await bench.say('/resume');
    expect(bench.engine.controls).toEqual(['resume user:111']);
  });

  test('where nothing is paused, /resume says so to whoever trades, and lifts nothing', async () => {
    const bench = await createChatBench();
    await bench.say('/resume', { from: 222 });
    await bench.say('/resume');
    expect(bench.texts()).toEqual(Array(2).fill('Nothing was paused: entries are allowed.'));
    expect(bench.engine.controls).toEqual([]);
  });

  test('/resume is tried where only the journal knows of a pause', async () => {
    const bench = await createChatBench();
    await bench.journal.commit([{ type: 'flag-put', name: 'pause', value: '{"actor":"user:111"}' }]);
    await bench.say('/resume');
    expect(bench.engine.controls).toEqual(['resume user:111']);
  });

  test('a second /pause of one person changes nothing; one of another is noted, and says what that means', async () => {
    const bench = await createChatBench();
    const value = JSON.stringify({ actor: 'user:222', actors: ['user:222'], at: bench.clock.now() });
    await bench.journal.commit([{ type: 'flag-put', name: 'pause', value }]);
    bench.engine.set(PAUSED);
    await bench.say('/pause', { from: 222 });
    expect(bench.engine.controls).toEqual([]);
    await bench.say('/pause');
    expect(bench.engine.controls).toEqual(['pause user:111']);
    bench.engine.set({ pausedBy: ['user:222', 'user:111'] });
    await bench.say('/pause');
    expect(bench.texts()).toEqual([
      'Paused already by user 222, since 22 Nov, 12:00:00 UTC. No entries until /resume; closing stays possible.',
      'It was paused before by user 222, since 22 Nov, 12:00:00 UTC, and is your pause too from now on: to lift it takes an owner, or a trader of every account.',
      'Paused already by user 222, user 111, last on 22 Nov, 12:00:00 UTC. No entries until /resume; closing stays possible.',
    ]);
    expect(bench.engine.controls).toEqual(['pause user:111']);
  });

  test('whoever lost the right between card and tap places nothing', async () => {
    const bench = await createChatBench();
    await bench.say('/long BTCUSDT 0.01', { from: 222 });
    const [yes] = bench.buttons();
    // the same card in the hands of a viewer of the same chat
    await bench.tap(yes ?? '', { from: 333, chatId: 222 });
    expect(bench.engine.trades).toEqual([]);
  });
});

describe('late commands', () => {
  test.each(['/long BTCUSDT 0.01', '/close BTCUSDT', '/resume'])('%s asks and does not act', async (command) => {
    const bench = await createChatBench([{ id: 'main', positions: [fakePosition()] }]);
    await bench.say(command, { ageMs: 7_200_000 });
    expect(bench.texts()).toEqual([`${command}\nYou sent this 2 h ago; nothing was done. Do you still want it?`]);
    expect(bench.engine.controls).toEqual([]);
  });

  test('yes runs it as if it were sent now', async () => {
    const bench = await createChatBench();
    await bench.say('/long BTCUSDT 0.01', { ageMs: 31_000 });
    await bench.tap(bench.buttons()[0] ?? '');
    expect(bench.texts()[1]).toContain('LONG BTCUSDT 0.010 · market');
    expect(bench.engine.trades).toEqual([]);
  });

  test('a long one is asked about whole, or not at all', async () => {
    const targets = Array.from({ length: 9 }, (_, index) => `tp=6${index + 1}000.10000000:5.00000000%`).join(' ');
    const long = `/long BTCUSDT 0.1 ${targets}`;
    expect(long.length).toBeGreaterThan(256);
    const bench = await createChatBench();
    await bench.say(long, { ageMs: 31_000 });
    expect(bench.texts()[0]).toContain(`${long}\n`);
    await bench.tap(bench.buttons()[0] ?? '');
    expect(plain(bench.texts().at(-1))).toContain('TP 69 000.1');
    await bench.say(`/long BTCUSDT 0.01 ${'x'.repeat(1_100)}`, { ageMs: 31_000 });
    expect(bench.texts()).toEqual([
      'You sent this 31 s ago; nothing was done. It is too long to be asked about: send it again if you still want it.',
    ]);
  });

  test('/pause and /panic are not held up, and reading is not asked about', async () => {
    const bench = await createChatBench();
    await bench.say('/pause', { ageMs: 7_200_000 });
    await bench.say('/panic', { ageMs: 7_200_000 });
    await bench.say('/status', { ageMs: 7_200_000 });
    expect(bench.engine.controls).toEqual(['pause user:111']);
    expect(bench.texts().join('\n')).not.toContain('still want it');
  });
});
