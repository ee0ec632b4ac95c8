import { describe, expect, test } from 'vitest';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';

async function withCard(bench?: ChatBench): Promise<ChatBench> {
  const used = bench ?? (await createChatBench());
  await used.say('/long BTCUSDT $600 sl=59000');
  used.texts();
  return used;
}

describe('another size for a card', () => {
  test('by a button: the old card is over, the new one has the same terms', async () => {
    const bench = await withCard();
    const [yes = '', , edit = ''] = bench.buttons();
    await bench.tap(edit);
    expect(bench.texts()[0]).toContain('Which size instead?');
    expect(bench.buttons().map((data) => data.split(':')[2])).toEqual(['0.25', '0.5', '2', '3']);
    await bench.tap(bench.buttons()[2] ?? '');
    const [card] = bench.texts().map(plain);
    expect(card).toContain('LONG BTCUSDT 0.020 · market');
    expect(card).toContain('SL 59 000.0');
    const [other = ''] = bench.buttons();
    await bench.tap(yes);
    expect(bench.engine.trades).toEqual([]);
    await bench.tap(other);
    await bench.tap(other);
    expect(bench.engine.trades).toMatchObject([{ type: 'open', id: 'nonce-nonce-nonce-2' }]);
  });

  test('by what is written next; a size that is none leaves card and form', async () => {
    const bench = await withCard();
    await bench.tap(bench.buttons()[2] ?? '');
    bench.texts();
    await bench.say('1,5');
    expect(bench.texts()[0]).toContain('“1,5” is no size.');
    // a stop that is written beside it is not left out without a word
    await bench.say('0.03 sl=58000');
    expect(bench.texts()[0]).toContain('“0.03 sl=58000” is no size.');
    expect(bench.buttons()).toEqual(expect.arrayContaining([expect.stringMatching(/^e:/)]));
    await bench.say('0.03');
    expect(plain(bench.texts()[0])).toContain('LONG BTCUSDT 0.030 · market');
    await bench.say('0.04');
    expect(bench.texts()[0]).toContain('/help');
  });

  test('the form survives a restart', async () => {
    const journal = createMemoryJournal();
    const bench = await withCard(await createChatBench(undefined, { journal }));
    await bench.tap(bench.buttons()[2] ?? '');
    const next = await createChatBench(undefined, { journal });
    expect(await journal.readFlags()).toMatchObject({ 'form:111:111': 'nonce-nonce-nonce-1' });
    await next.say('/cancel_flow');
    await next.say('/cancel_flow');
    expect(next.texts()).toEqual(['Left. Nothing was sent.', 'No form is open.']);
  });

  test('nobody else’s words count, and not once the card has expired', async () => {
    const bench = await withCard();
    const [, , edit = ''] = bench.buttons();
    await bench.tap(edit, { from: 222, chatId: 111 });
    await bench.tap(edit);
    bench.texts();
    await bench.say('0.03', { from: 222, chatId: 111 });
    expect(bench.texts()[0]).not.toContain('LONG');
    await bench.clock.advance(60_000);
    await bench.say('0.03');
    expect(bench.texts()[0]).toBe('This card can no longer be changed.');
  });
});

describe('a symbol that a route runs', () => {
  const route = { id: 'trend', brokerIds: ['main'], symbols: ['BTCUSDT'], netting: 'exclusive' } as const;
  const row = { brokerId: 'main', symbol: 'BTCUSDT', positionSide: 'net', unit: '1', protect: null, entries: null };

  test('stands on the card, with what becomes of the route', async () => {
    const bench = await createChatBench(undefined, { routes: [route] });
    await bench.say('/long BTCUSDT 0.01');
    await bench.say('/long ETHUSDT 0.01');
    const [one, other] = bench.texts();
    expect(one).toContain('trend runs this symbol here. Your part is your own');
    expect(other).not.toContain('trend');
  });

  test('is not traded against where the route shares with nobody', async () => {
    const bench = await createChatBench(undefined, { routes: [route] });
    await bench.journal.commit([
      { type: 'ledger-put', version: 0, row: { ...row, stream: 'trend/btc/BTCUSDT', owned: '0.01', state: 'in' } },
    ]);
    await bench.say('/short BTCUSDT 0.01');
    await bench.say('/long BTCUSDT 0.01');
    const [short, long] = bench.texts().map(plain);
    expect(short).toContain('trend owns a LONG here and shares with nobody');
    expect(long).toContain('owned by trend LONG 0.01');
  });
});
