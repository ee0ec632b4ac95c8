import { describe, expect, test } from 'vitest';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { createChatBench } from '../testing/chat-bench.ts';

const GROUP = { chatId: -5, chatType: 'supergroup' } as const;
const IN_TOPIC = { ...GROUP, message: { is_topic_message: true, message_thread_id: 7 } } as const;
const TWO = [{ id: 'main' }, { id: 'scalps', positions: [fakePosition()] }];
const NO_ACCESS = 'You have no access to this desk.';

describe('/grant', () => {
  test('lets a stranger in at once, and over a restart', async () => {
    const journal = createMemoryJournal();
    const bench = await createChatBench(TWO, { journal });
    await bench.say('/grant 666 Viewer @MAIN');
    expect(bench.texts()).toEqual(['user 666\nviewer on @main · by user 111, 22 Nov 2026, 12:00 UTC']);
    const next = await createChatBench(TWO, { journal });
    await next.say('/balance', { from: 666 });
    const [text = ''] = next.texts();
    expect(text).toContain('main');
    expect(text).not.toContain('scalps');
  });

  test('“here” counts in that topic alone', async () => {
    const bench = await createChatBench(TWO);
    await bench.say('/grant 666 trader @main here', IN_TOPIC);
    await bench.say('/pause', { from: 666 });
    await bench.say('/pause', { from: 666, ...GROUP });
    expect(bench.engine.controls).toEqual([]);
    await bench.say('/pause', { from: 666, ...IN_TOPIC });
    expect(bench.engine.controls).toEqual(['pause user:666']);
  });

  test('a viewer of one account and trader of another trades on the other alone', async () => {
    const bench = await createChatBench(TWO);
    await bench.say('/grant 222 viewer @scalps');
    bench.texts();
    await bench.say('/long BTCUSDT 0.01 @scalps', { from: 222 });
    expect(bench.texts()).toEqual(['Your role on @scalps is viewer: it may look, not trade.']);
    await bench.say('/positions', { from: 222 });
    for (const data of bench.buttons().filter((it) => it.startsWith('k:'))) await bench.tap(data, { from: 222 });
    await bench.say('/close BTCUSDT @scalps', { from: 222 });
    await bench.say('/panic @scalps', { from: 222 });
    await bench.say('/panic', { from: 222 });
    await bench.tap(bench.buttons()[0] ?? '', { from: 222 });
    expect(bench.engine.panics).toMatchObject([{ brokerIds: ['main'] }]);
    await bench.say('/long BTCUSDT 0.01', { from: 222 });
    await bench.tap(bench.buttons()[0] ?? '', { from: 222 });
    expect(bench.engine.trades).toMatchObject([{ brokerId: 'main', type: 'open' }]);
  });

  test.each([
    ['/grant', 'Write /grant 123456789 trader'],
    ['/grant 666', 'Write /grant 123456789 trader'],
    ['/grant 666 admin', 'Write /grant 123456789 trader'],
    ['/grant 666 trader everything', 'Write /grant 123456789 trader'],
    ['/grant @main trader', 'Write /grant 123456789 trader'],
    ['/grant mallory trader', '“mallory” is no person’s numeric id.'],
    ['/grant -100123 trader', '“-100123” is no person’s numeric id.'],
    ['/grant 1087968824 owner', '“1087968824” is no person’s numeric id.'],
    ['/grant 666 trader @mian', 'There is no account @mian. There are @main, @scalps.'],
    ['/grant 111 viewer', 'User 111 is an owner in the configuration'],
    ['/revoke 111', 'User 111 is an owner in the configuration'],
    ['/revoke', 'Write /revoke 123456789'],
    ['/link main', 'Write /link @account, or /link off.'],
    ['/audit all', 'Write /audit, or /audit 30'],
    ['/audit 100', 'Write /audit, or /audit 30'],
  ])('%s changes nothing: %s', async (command, reason) => {
    const bench = await createChatBench(TWO);
    await bench.say(command);
    expect(bench.texts()[0]).toContain(reason);
    expect(await bench.journal.listAudit(5)).toEqual([]);
  });

  test.each(['/users', '/grant 333 owner', '/revoke 333', '/link @main', '/link off', '/audit'])(
    '%s is an owner’s alone',
    async (command) => {
      const bench = await createChatBench(TWO);
      for (const from of [222, 333]) await bench.say(command, { from });
      expect(bench.texts()).toEqual(Array(2).fill('That takes an owner of all the accounts it is about.'));
      expect(await bench.journal.listAudit(5)).toEqual([]);
    },
  );

  test('an owner of one account gives that account, and no more', async () => {
    const bench = await createChatBench(TWO);
    await bench.say('/grant 222 owner @main');
    bench.texts();
    for (const command of ['/grant 333 trader', '/grant 333 trader @scalps', '/revoke 333', '/link @main', '/audit']) {
      await bench.say(command, { from: 222 });
    }
    expect(bench.texts()).toEqual(Array(5).fill('That takes an owner of all the accounts it is about.'));
    await bench.say('/grant 444 trader @main', { from: 222 });
    expect(bench.texts()[0]).toContain('trader on @main · by user 222');
  });

  test('an owner of one topic lets nobody in elsewhere', async () => {
    const bench = await createChatBench(TWO);
    await bench.say('/grant 222 owner here', IN_TOPIC);
    await bench.say('/grant 666 owner', { from: 222, ...IN_TOPIC });
    await bench.say('/grant 666 owner here', { from: 222, ...GROUP });
    expect(bench.rights.people()).not.toContain('666');
    await bench.say('/grant 666 viewer here', { from: 222, ...IN_TOPIC });
    expect(bench.rights.find('666', { chatId: '-5', topic: 7 })).toMatchObject({ role: 'viewer' });
  });
});

describe('/revoke', () => {
  test('shuts out whom the configuration lets in, over a restart; /grant lets them in again', async () => {
    const journal = createMemoryJournal();
    const bench = await createChatBench(TWO, { journal });
    await bench.say('/revoke 222');
    const next = await createChatBench(TWO, { journal });
    await next.say('/status', { from: 222 });
    expect(next.texts()).toEqual([NO_ACCESS]);
    await next.say('/grant 222 trader @main');
    await next.say('/pause', { from: 222 });
    expect(next.engine.controls).toEqual(['pause user:222']);
  });

  test('counts for a card that stands already', async () => {
    const bench = await createChatBench();
    for (const change of ['/revoke 222', '/grant 222 viewer', '/revoke 222 @main']) {
      await bench.say('/grant 222 trader @main');
      await bench.say('/long BTCUSDT 0.01', { from: 222 });
      const [yes = ''] = bench.buttons();
      await bench.say(change);
      await bench.tap(yes, { from: 222 });
    }
    expect(bench.engine.trades).toEqual([]);
  });

  test('counts for the red button too, where some of its accounts were taken away', async () => {
    const bench = await createChatBench(TWO);
    await bench.say('/grant 222 trader');
    await bench.say('/panic', { from: 222 });
    const [yes = ''] = bench.buttons();
    await bench.say('/grant 222 viewer @scalps');
    await bench.tap(yes, { from: 222 });
    expect(bench.engine.panics).toEqual([]);
    expect(bench.sent.at(-1)?.payload).toMatchObject({ text: 'Your role does not allow that any more.' });
  });

  test('the last owner stays', async () => {
    const journal = createMemoryJournal();
    const first = await createChatBench(TWO, { journal });
    await first.say('/grant 222 owner');
    // the configuration has no owner any more
    const bench = await createChatBench(TWO, { journal, users: [] });
    await bench.say('/revoke 222', { from: 222 });
    await bench.say('/grant 222 viewer @main', { from: 222 });
    expect(bench.texts()).toEqual(
      Array(2).fill('That would leave the desk without an owner. Make somebody else one first.'),
    );
    await bench.say('/grant 444 owner', { from: 222 });
    await bench.say('/revoke 222', { from: 444 });
    expect(bench.rights.find('222')).toBeNull();
  });
});

describe('/link', () => {
  test('makes one account the only one of a topic', async () => {
    const bench = await createChatBench(TWO);
    await bench.say('/link @main', IN_TOPIC);
    expect(bench.texts()).toEqual([
      'This chat is bound to @main: no other account exists here.\nby user 111, 22 Nov 2026, 12:00 UTC',
    ]);
    await bench.say('/positions', IN_TOPIC);
    expect(bench.texts().join('')).not.toContain('scalps');
    await bench.say('/long BTCUSDT 0.01', IN_TOPIC);
    expect(bench.texts()[0]).toContain('PAPER main');
    bench.engine.set({ paused: true, pausedBy: ['user:111'] });
    await bench.say('/resume', IN_TOPIC);
    expect(bench.engine.controls).toEqual(['resume user:111']);
    bench.engine.set({ paused: false, pausedBy: [] });
    await bench.say('/link off', IN_TOPIC);
    await bench.say('/long BTCUSDT 0.01', IN_TOPIC);
    expect(bench.texts()).toEqual([
      'This chat is bound to no account: everybody sees their own here.',
      'Which account? Add one of @main, @scalps.',
    ]);
  });
});

describe('/users and /audit', () => {
  test('show who gave what and when', async () => {
    const bench = await createChatBench(TWO);
    await bench.say('/grant 222 viewer @scalps here', IN_TOPIC);
    await bench.say('/revoke 333');
    bench.texts();
    await bench.say('/users');
    await bench.say('/audit 2');
    expect(bench.texts()).toMatchInlineSnapshot(`
[
  "user 111
owner on all accounts · in the configuration

user 222
trader on @main · in the configuration
viewer on @scalps · in chat -5, topic 7 · by user 111, 22 Nov 2026, 12:00 UTC

user 333
viewer on all accounts · in the configuration
shut out · by user 111, 22 Nov 2026, 12:00 UTC",
  "#2 · 22 Nov 2026, 12:00 UTC · user 111 · revoke · user 333, role none, accounts all
#1 · 22 Nov 2026, 12:00 UTC · user 111 · grant · user 222, role viewer, accounts scalps, chat -5:7

The chain of these rows is unbroken.",
]
`);
  });

  test('a changed row shows', async () => {
    const memory = createMemoryJournal();
    const journal = {
      ...memory,
      listAudit: async (newest: number) =>
        (await memory.listAudit(newest)).map((row) => (row.sequence === 1 ? { ...row, actor: 'user:9' } : row)),
    };
    const bench = await createChatBench(TWO, { journal });
    await bench.say('/grant 999 viewer');
    await bench.say('/revoke 999');
    bench.texts();
    await bench.say('/audit');
    expect(bench.texts()[0]).toContain('The chain is broken');
  });

  test('a changed row shows where it is the oldest one that is shown, too', async () => {
    const memory = createMemoryJournal();
    const journal = {
      ...memory,
      listAudit: async (newest: number) =>
        (await memory.listAudit(newest)).map((row) => (row.sequence === 2 ? { ...row, actor: 'user:9' } : row)),
    };
    const bench = await createChatBench(TWO, { journal });
    for (const command of ['/grant 999 viewer', '/revoke 999', '/grant 999 trader']) await bench.say(command);
    bench.texts();
    await bench.say('/audit 2');
    const [text = ''] = bench.texts();
    expect(text.match(/^#\d/gm)).toEqual(['#3', '#2']);
    expect(text).toContain('user 9 ·');
    expect(text).toContain('The chain is broken');
  });
});
