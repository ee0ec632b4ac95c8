import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import type { Logger } from '@perpdesk/broker-core';
import { createChatBench } from '../testing/chat-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import { standStop } from '../testing/stand-stop.test.fixture.ts';
import { HELP_TOPICS } from './help-topics.ts';
import { COMMANDS } from './commands/registry.ts';

describe('reading', () => {
  test('/positions shows entry, mark, PnL, liquidation and stop', async () => {
    const position = fakePosition({
      quantity: decimal('0.02'),
      markPrice: decimal('60120.5'),
      liquidationPrice: decimal('54310'),
    });
    const bench = await createChatBench([{ id: 'main', positions: [position] }]);
    await standStop(bench, '59100');
    await bench.say('/POSITIONS');
    expect(plain(bench.texts()[0])).toBe(
      [
        'PAPER main · BTCUSDT LONG 0.020 · 10x cross',
        'entry 60 000.0 · mark 60 120.5 · PnL +2.41 (+2.01 % of margin)',
        'liq 54 310.0 (−9.66 %) · SL 59 100.0 (−1.7 %) · TP –',
      ].join('\n'),
    );
    await bench.say('/o');
    expect(bench.texts()[0]).toContain('BTCUSDT SELL all of it');
  });

  test('nothing open says so', async () => {
    const bench = await createChatBench();
    await bench.say('/p');
    await bench.say('/orders');
    expect(bench.texts()).toEqual(['No open positions.', 'No open orders.']);
  });

  test('/balance adds accounts up', async () => {
    const bench = await createChatBench([{ id: 'main' }, { id: 'scalps', environment: 'demo' }]);
    await bench.say('/balance');
    expect(plain(bench.texts()[0])).toBe(
      [
        'PAPER main',
        'equity 10 000.00 USDT · free 10 000.00',
        'unrealised 0.00 · margin 0.00',
        '',
        'DEMO scalps',
        'equity 10 000.00 USDT · free 10 000.00',
        'unrealised 0.00 · margin 0.00',
        '',
        'Together 20 000.00 USDT',
        'free 20 000.00 · unrealised 0.00',
      ].join('\n'),
    );
  });

  test('/status says what is on and what waits', async () => {
    const bench = await createChatBench();
    bench.engine.set({ paused: true, signalsToday: 3, unknown: 1, halted: ['main BTCUSDT'] });
    await bench.clock.advance(60_000);
    await bench.say('/status');
    const [text] = bench.texts();
    expect(text).toContain('PAPER main · ✓ connected');
    expect(text).toContain('Signals paused · 3 today');
    expect(text).toContain('1 order with an outcome not known yet, checking');
    expect(text).toContain('Entries halted by drift: main BTCUSDT. /resume accepts it.');
    expect(text).toContain('Outbox empty · lost 0 · up 1 min');
  });

  test('/status names neither an account nor a chat to a person who does not see them', async () => {
    const bench = await createChatBench([{ id: 'main' }, { id: 'fund' }]);
    bench.engine.set({ halted: ['main BTCUSDT', 'fund ETHUSDT'] });
    await bench.journal.commit([{ type: 'flag-put', name: 'chat-dead:-1009', value: '{}' }]);
    await bench.say('/status');
    await bench.say('/status', { from: 222 });
    const [ofOwner = '', ofTrader = ''] = bench.texts();
    expect(ofOwner).toContain('Entries halted by drift: main BTCUSDT, fund ETHUSDT. /resume accepts it.');
    expect(ofOwner).toContain('Cannot be reached: chat -1009.');
    expect(ofTrader).toContain('Entries halted by drift: main BTCUSDT, +1 other. /resume accepts it.');
    expect(ofTrader).not.toMatch(/fund|1009/);
  });

  test('/status counts what was never delivered', async () => {
    const bench = await createChatBench();
    const [type, priority, payload, thread] = ['desk.paused', 'normal', '{}', null] as const;
    const message = { target: 'desk', type, priority, payload, thread, createdAt: bench.clock.now() } as const;
    await bench.journal.commit([
      { type: 'outbox-insert', message: { ...message, eventId: '1' }, patch: { state: 'dead' } },
      { type: 'outbox-insert', message: { ...message, eventId: '2' } },
    ]);
    await bench.clock.advance(60_000);
    await bench.say('/status');
    expect(bench.texts()[0]).toContain('Outbox 1 waiting · oldest 1 min · lost 1');
  });

  test('/help lists every command by topic, and what those of a topic do', async () => {
    const bench = await createChatBench();
    expect(Object.values(HELP_TOPICS).flat().toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted());
    await bench.say('/help');
    const buttons = bench.buttons();
    const [all = ''] = bench.texts();
    expect(all.length).toBeLessThan(900);
    expect(buttons).toContain('v:h:help trading');
    await bench.say('/help Handel');
    const [trading = ''] = bench.texts();
    expect(trading).toMatch(/^Trading\n\n\/long symbol size .* — buy\n\/short /u);
    expect(bench.buttons()).toEqual(['v:h:help']);
    for (const button of buttons) await bench.tap(button);
    const edited = bench.sent.filter(({ method }) => method === 'editMessageText');
    expect(edited).toHaveLength(buttons.length);
  });

  test('/help lists for each role what it may use', async () => {
    const bench = await createChatBench();
    await bench.say('/help', { from: 333 });
    await bench.say('/help trading', { from: 333 });
    const [page = '', topic] = bench.texts();
    expect(page).not.toContain('/long');
    expect(page).not.toContain('/grant');
    expect(topic).not.toContain('/long');
  });

  test('/help names every command and says more about one', async () => {
    const bench = await createChatBench();
    await bench.say('/help');
    await bench.say('/help /LONG');
    await bench.say('/help nothing');
    const [all = '', one, none] = bench.texts();
    for (const { name } of COMMANDS) expect(all).toContain(`/${name}`);
    expect(one).toMatch(/^\/long symbol size \[@price\] .*\[@account\]\nbuy\n/);
    expect(none).toBe('There is no /nothing. /help lists all.');
  });

  test('/start says who you are', async () => {
    const bench = await createChatBench();
    await bench.say('/start');
    expect(bench.texts()[0]).toContain('You are owner · PAPER main');
  });

  test('/start says whether anything is told in that chat', async () => {
    const bench = await createChatBench();
    await bench.say('/start');
    await bench.say('/start', { from: 333 });
    const [told, untold] = bench.texts();
    expect(told).toContain('Alerts and fills come here by themselves.');
    expect(untold).toContain('Nothing is told here by itself');
    expect(untold).not.toContain('come here');
  });

  test('/start has a button for each of the main readings, which answers', async () => {
    const bench = await createChatBench();
    await bench.say('/start');
    const buttons = bench.buttons();
    bench.texts();
    expect(buttons).toHaveLength(6);
    for (const button of buttons) await bench.tap(button);
    expect(bench.texts()).toHaveLength(6);
  });

  test('an unknown command points to /help; other talk in a group is left alone', async () => {
    const bench = await createChatBench();
    await bench.say('/graph BTCUSDT');
    await bench.say('/clsoe BTCUSDT');
    await bench.say('hello');
    await bench.say('/graph', { chatId: -5, chatType: 'supergroup' });
    expect(bench.texts()).toEqual([
      'I do not know /graph. /help lists all.',
      'I do not know /clsoe. Did you mean /close? /help lists all.',
      'I listen to commands; /help lists them.',
    ]);
  });

  test('a topic’s command is answered in its topic', async () => {
    const bench = await createChatBench();
    await bench.say('/p', {
      chatId: -5,
      chatType: 'supergroup',
      message: { is_topic_message: true, message_thread_id: 7 },
    });
    expect(bench.sent.at(-1)).toMatchObject({ payload: { chat_id: '-5', message_thread_id: 7 } });
  });
});

describe('a command that breaks', () => {
  test('is told with an id; the log holds no token', async () => {
    const logged: unknown[] = [];
    const log = (...entry: unknown[]) => void logged.push(entry);
    const logger: Logger = { debug: log, info: log, warn: log, error: log };
    const bench = await createChatBench(undefined, { logger });
    const error = new Error('request to https://api.telegram.org/bot42:TOKEN-CANARY/sendMessage failed');
    bench.fail('sendMessage', error);
    await bench.say('/status');
    expect(bench.texts()).toEqual(['That did not work (error e1). Look at /positions before you try again.']);
    expect(JSON.stringify(logged)).toContain('"errorId":"e1"');
    // an error as JSON is empty, whatever it carries
    expect(inspect(logged, { depth: null })).not.toContain('CANARY');
  });
});
