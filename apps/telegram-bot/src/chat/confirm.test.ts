import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { JournalError, type Journal } from '@perpdesk/journal/port';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';

async function withCard(command = '/long BTCUSDT 0.01', bench?: ChatBench) {
  const used = bench ?? (await createChatBench());
  await used.say(command);
  const [yes = '', no = ''] = used.buttons();
  used.texts();
  return { bench: used, yes, no };
}

const toasts = (bench: ChatBench) =>
  bench.sent.filter(({ method }) => method === 'answerCallbackQuery').map(({ payload }) => payload['text']);

describe('a confirm card', () => {
  test('its data fits Telegram’s 64 bytes', async () => {
    const { yes, no } = await withCard();
    expect(Buffer.byteLength(yes)).toBeLessThanOrEqual(64);
    expect(Buffer.byteLength(no)).toBeLessThanOrEqual(64);
  });

  test('one tap places one order, under the card’s nonce', async () => {
    const { bench, yes } = await withCard();
    await bench.tap(yes);
    expect(bench.engine.trades).toMatchObject([
      {
        type: 'open',
        id: 'nonce-nonce-nonce-1',
        actor: 'user:111',
        brokerId: 'main',
        symbol: 'BTCUSDT',
        direction: 'long',
        relay: ['desk'],
      },
    ]);
    expect(bench.engine.trades[0]).toHaveProperty('quantity', decimal('0.01'));
    expect(bench.buttons()).toHaveLength(1);
    expect(bench.sent.at(-1)).toMatchObject({
      method: 'editMessageReplyMarkup',
      payload: { reply_markup: { inline_keyboard: [[{ text: '⏳ On its way' }]] } },
    });
  });

  test('the tap is answered before the order is known', async () => {
    const { bench, yes } = await withCard();
    let release = () => {};
    bench.engine.answer = () =>
      new Promise((resolve) => {
        release = () => resolve({ ok: true, signalId: 's1', repeat: false });
      });
    const tapped = bench.tap(yes);
    await new Promise((resolve) => void setImmediate(resolve));
    expect(toasts(bench)).toEqual(['Placing…']);
    release();
    await tapped;
  });

  test('a second tap, at once or later, changes nothing and says so', async () => {
    const { bench, yes } = await withCard();
    await Promise.all([bench.tap(yes), bench.tap(yes)]);
    await bench.tap(yes);
    expect(bench.engine.trades).toHaveLength(1);
    expect(toasts(bench)).toContain('Already being carried out.');
    expect(toasts(bench).at(-1)).toBe('Already answered: #s-BTCUSDT.');
  });

  test('a tap while the order is on its way hears so and does not send it again', async () => {
    const { bench, yes } = await withCard();
    let sends = 0;
    let release = () => {};
    bench.engine.answer = () => {
      sends += 1;
      return new Promise((resolve) => {
        release = () => resolve({ ok: true, signalId: 's1', repeat: false });
      });
    };
    const first = bench.tap(yes);
    while (sends === 0) await new Promise((resolve) => void setImmediate(resolve));
    const second = bench.tap(yes);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
    expect(sends).toBe(1);
    expect(toasts(bench).at(-1)).toBe('Already being carried out.');
    release();
    await Promise.all([first, second]);
  });

  test('Cancel ends it', async () => {
    const { bench, yes, no } = await withCard();
    await bench.tap(no);
    await bench.tap(yes);
    expect(bench.engine.trades).toEqual([]);
    expect(toasts(bench)).toEqual(['Cancelled. Nothing was sent.', 'Cancelled. Nothing was sent.']);
  });

  test('after 60 s it has expired', async () => {
    const { bench, yes } = await withCard();
    await bench.clock.advance(60_000);
    await bench.tap(yes);
    await bench.tap(yes);
    expect(bench.engine.trades).toEqual([]);
    expect(toasts(bench)).toEqual(Array(2).fill('This card has expired. Nothing was sent.'));
  });

  test('nobody else’s tap counts, nor the same person’s from another chat', async () => {
    const { bench, yes } = await withCard();
    await bench.tap(yes, { from: 222, chatId: 111 });
    await bench.tap(yes, { from: 111, chatId: 999 });
    await bench.tap(yes, { from: 666, chatId: 111 });
    expect(bench.engine.trades).toEqual([]);
    expect(toasts(bench)).toEqual([
      'This card is somebody else’s.',
      'This card is somebody else’s.',
      'You have no access to this desk.',
    ]);
  });

  test('an unknown card sends nothing', async () => {
    const bench = await createChatBench();
    await bench.tap('c:AAAAAAAAAAAAAAAAAAAAAA:y');
    expect(toasts(bench)).toEqual(['This card is not known any more. This tap did nothing.']);
  });

  test('a refusal is told with its code and that nothing is at the exchange', async () => {
    const { bench, yes } = await withCard();
    bench.engine.answer = () => ({ ok: false, code: 'limit-notional', detail: 'The symbol’s limit would be passed.' });
    await bench.tap(yes);
    await bench.tap(yes);
    expect(bench.texts()).toEqual([
      'Not placed. The symbol’s limit would be passed. (limit-notional) Nothing is at the exchange.',
    ]);
    expect(toasts(bench).at(-1)).toBe('Already answered: not placed (limit-notional).');
  });

  test('when the market moved it is not placed, and a new card comes with the new price', async () => {
    const { bench, yes } = await withCard('/long BTCUSDT $600 sl=2%');
    bench.broker('main').script.always('getMarkPrice', () => decimal('60700'));
    await bench.tap(yes);
    await bench.tap(yes);
    expect(bench.engine.trades).toEqual([]);
    const [moved, card] = bench.texts().map((text) => text.replaceAll('\u202f', ' '));
    expect(moved).toBe('Not placed: the market moved from 60 000 to 60 700. Here it is at the new price.');
    expect(card).toContain('LONG BTCUSDT 0.009 · market\nprice ≈ 60 700.0');
    expect(card).toContain('SL 59 486.0');
    await bench.tap('c:nonce-nonce-nonce-2:y');
    expect(bench.engine.trades).toMatchObject([{ id: 'nonce-nonce-nonce-2' }]);
  });

  test('a tap that Telegram cannot be answered on is carried out all the same', async () => {
    const { bench, yes } = await withCard();
    bench.fail('answerCallbackQuery', new Error('no network'));
    bench.fail('editMessageReplyMarkup', new Error('no network'));
    await bench.tap(yes);
    expect(bench.engine.trades).toHaveLength(1);
  });

  test('a tap that a crash broke off is taken up again, once', async () => {
    const journal = createMemoryJournal();
    const { bench, yes } = await withCard('/long BTCUSDT 0.01', await createChatBench(undefined, { journal }));
    bench.engine.answer = () => Promise.reject(new Error('the process ends here'));
    await bench.tap(yes);
    expect((await journal.getConfirm('nonce-nonce-nonce-1'))?.state).toBe('executing');
    // whether the order exists is not known: nobody may read that it failed
    expect(JSON.stringify(bench.sent)).toContain('Unclear: tap again, or look at /positions');
    expect(JSON.stringify(bench.sent)).not.toContain('Not placed');
    const next = await createChatBench(undefined, { journal });
    await next.tap(yes);
    await next.tap(yes);
    expect(next.engine.trades).toHaveLength(1);
    expect((await journal.getConfirm('nonce-nonce-nonce-1'))?.state).toBe('done');
  });
});

describe('/panic', () => {
  test.each(['/panic', '/PANIC', '/Panic@desk_bot', '/panic all'])('%s shows one red button', async (command) => {
    const bench = await createChatBench();
    await bench.say(command);
    expect(bench.buttons()).toHaveLength(1);
    expect(bench.engine.panics).toEqual([]);
    expect(bench.texts()[0]).toContain('PANIC');
  });

  test('its tap closes everything, and a second one does nothing', async () => {
    const { bench, yes } = await withCard('/panic');
    await Promise.all([bench.tap(yes), bench.tap(yes)]);
    expect(bench.engine.panics).toMatchObject([{ id: 'nonce-nonce-nonce-1', actor: 'user:111', relay: ['desk'] }]);
    expect(toasts(bench)).toContain('Closing everything…');
    // the engine writes its own rows
    expect(await bench.journal.listAudit(1)).toEqual([]);
  });

  test('a trader’s concerns the trader’s accounts', async () => {
    const bench = await createChatBench([{ id: 'main' }, { id: 'scalps' }]);
    await bench.say('/panic', { from: 222 });
    await bench.tap(bench.buttons()[0] ?? '', { from: 222 });
    expect(bench.engine.panics).toMatchObject([{ brokerIds: ['main'] }]);
  });

  test('a name without the @ is an account, not everything', async () => {
    const bench = await createChatBench([{ id: 'main' }, { id: 'scalps' }]);
    await bench.say('/panic scalps');
    await bench.tap(bench.buttons()[0] ?? '');
    expect(bench.engine.panics).toMatchObject([{ brokerIds: ['scalps'] }]);
  });

  test('works while the journal cannot be written', async () => {
    const memory = createMemoryJournal();
    const readOnly: Journal = {
      ...memory,
      commit: () => Promise.reject(new JournalError('read-only', 'The disk is full.')),
    };
    const { bench, yes } = await withCard('/panic', await createChatBench(undefined, { journal: readOnly }));
    await bench.tap(yes);
    await bench.tap(yes);
    expect(bench.engine.panics).toHaveLength(1);
  });
});
