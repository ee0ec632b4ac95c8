import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';

describe('the card of /long and /short', () => {
  test('shows the order as it would be sent and sends nothing', async () => {
    const bench = await createChatBench();
    await bench.say('/long btcusdt 0.0105');
    expect(bench.texts().map(plain)).toEqual([
      [
        'PAPER main',
        'LONG BTCUSDT 0.010 · market',
        'price ≈ 60 000.0 · notional ≈ 600.00 USDT',
        '10x cross · margin ≈ 60.00 · fee ≈ 0.30 (taker)',
        'no SL',
        '0.0105 is rounded down to 0.010 (step 0.001).',
        'Nothing is sent before you tap. Valid until 12:01:00 UTC.',
      ].join('\n'),
    ]);
    expect(bench.engine.trades).toEqual([]);
    expect(bench.broker('main').callsOf('placeOrder')).toEqual([]);
  });

  test.each([
    ['/long BTCUSDT 0.01 tp=62000,63000', ['50 % ≈ 0.005', '50 % ≈ 0.005']],
    ['/long BTCUSDT 0.01 tp=61000:50%,62000,63000', ['50 % ≈ 0.005', '25 % ≈ 0.002', '25 % ≈ 0.003']],
    ['/long BTCUSDT 0.01 tp=62000:50%,63000', ['50 % ≈ 0.005', 'the rest ≈ 0.005']],
    ['/long BTCUSDT 0.01 tp=62000', ['all of it ≈ 0.010']],
  ])('%s says what each target takes', async (command, parts) => {
    const bench = await createChatBench();
    await bench.say(command);
    const lines = plain(bench.texts()[0])
      .split('\n')
      .filter((line) => line.startsWith('TP '));
    expect(lines.map((line) => line.split(' · ').at(-1))).toEqual(parts);
  });

  test('marks real money', async () => {
    const bench = await createChatBench([{ id: 'main', environment: 'live' }]);
    await bench.say('/short ETHUSDT $500');
    expect(bench.texts()[0]).toMatch(/^⚠️ LIVE main\nSHORT ETHUSDT 0\.008/);
  });

  test('sizes by notional and by equity, rounded down to the step', async () => {
    const bench = await createChatBench();
    await bench.say('/long BTCUSDT $500');
    await bench.say('/long BTCUSDT 5%');
    const texts = bench.texts().map(plain);
    expect(texts[0]).toContain('LONG BTCUSDT 0.008 · market');
    expect(texts[0]).toContain('≈ 0.008333 is rounded down to 0.008 (step 0.001).');
    expect(texts[1]).toContain('LONG BTCUSDT 0.008 · market');
  });

  test.each([
    ['/long', 'Say what and how much: /long BTCUSDT 0.01'],
    ['/long BTCUSDT', 'Say what and how much: /long BTCUSDT 0.01'],
    ['/long BTCUSDT 1,5', '“1,5” is no size.'],
    ['/long BTCUSDT 1e3', '“1e3” is no size.'],
    ['/long BTCUSDT -1', '“-1” is no size.'],
    ['/long BTCUSDT 0', '“0” is no size.'],
    ['/long BTCUSDT 🚀', '“🚀” is no size.'],
    ['/long BTCUSDT risk1%', 'A size by risk needs a stop: /long BTCUSDT risk1% sl=58000'],
    ['/long BTCUSDT risk0% sl=58000', '“risk0%” is no size.'],
    ['/long BTCUSDT 0.01 sl=61000', 'A LONG’s stop is below its price: 61 000 against 60 000.'],
    ['/short BTCUSDT 0.01 sl=59000', 'A SHORT’s stop is above its price: 59 000 against 60 000.'],
    ['/long BTCUSDT 0.01 tp=59000', 'A LONG’s target is above its price: 59 000 against 60 000.'],
    ['/long BTCUSDT 0.01 @58000 sl=59000', 'A LONG’s stop is below its price: 59 000 against 58 000.'],
    ['/long BTCUSDT 0.01 sl=x', '“sl=x” is no stop. Write it as sl=59000 or sl=2%.'],
    ['/long BTCUSDT 0.01 tp=62000:60%,63000:50%', 'is no target.'],
    ['/long BTCUSDT 0.01 lev=0', '“lev=0” is no leverage. Write it as lev=5.'],
    ['/long BTCUSDT 0.01 @1e5', '“@1e5” is no price.'],
    ['/long BTCUSDT 0.01 sl=58000 SL=59000', '“SL=59000” comes twice. Write each once.'],
    ['/long BTCUSDT 0.01 now', '“now” is one word too many.'],
    ['/long BTCUSDT 0.001', '0.001 BTC is too small. The smallest order is 0.002 (≈ 120 USDT).'],
    ['/long BTCUSDT 500', '500 BTC is too large. The largest market order is 120.'],
    ['/long BTCUSD 0.01', '@main does not list BTCUSD. Did you mean BTCUSDC, BTCUSDT, '],
    ['/long BTCUSDT 0.01 @other', 'There is no account @other. You have @main.'],
  ])('%s is refused in one message', async (command, answer) => {
    const bench = await createChatBench();
    await bench.say(command);
    const texts = bench.texts();
    expect(texts).toHaveLength(1);
    expect(plain(texts[0])).toContain(answer);
    expect(bench.buttons()).toEqual([]);
  });

  test('several accounts: one must be named', async () => {
    const bench = await createChatBench([{ id: 'main' }, { id: 'scalps', environment: 'demo' }]);
    await bench.say('/long BTCUSDT 0.01');
    await bench.say('/long BTCUSDT 0.01 @scalps');
    const [first, second] = bench.texts();
    expect(first).toBe('Which account? Add one of @main, @scalps.');
    expect(second).toMatch(/^DEMO scalps\n/);
  });

  test('a trader of one account needs not name it and reaches no other', async () => {
    const bench = await createChatBench([{ id: 'main' }, { id: 'scalps' }]);
    await bench.say('/long BTCUSDT 0.01', { from: 222 });
    await bench.say('/long BTCUSDT 0.01 @scalps', { from: 222 });
    const [first, second] = bench.texts();
    expect(first).toMatch(/^PAPER main\n/);
    expect(second).toBe('There is no account @scalps. You have @main.');
  });

  test('a paused desk says so', async () => {
    const bench = await createChatBench();
    bench.engine.set({ paused: true });
    await bench.say('/long BTCUSDT 0.01');
    expect(bench.texts()).toEqual(['The desk is paused. /resume lifts it; closing stays possible.']);
  });
});

describe('an entry with terms', () => {
  test('the card says where it goes in and out, what that may cost, and what was rounded', async () => {
    const bench = await createChatBench();
    await bench.say('/long BTCUSDT $600 @59000.04 sl=58000 tp=61000:50%,63000 lev=20');
    expect(plain(bench.texts()[0])).toMatchInlineSnapshot(`
"PAPER main
LONG BTCUSDT 0.010 · limit 59 000.0
price ≈ 60 000.0 · notional ≈ 590.00 USDT
20x cross (now 10x) · margin ≈ 29.50 · fee ≈ 0.12 (maker)
SL 58 000.0 (−1.69 %) · worst case ≈ −10.00 USDT and fees
TP 61 000.0 (+3.39 %) · 50 % ≈ 0.005
TP 63 000.0 (+6.78 %) · the rest ≈ 0.005
The price 59 000.04 is rounded to 59 000 (tick 0.1).
≈ 0.01016 is rounded down to 0.010 (step 0.001).
Nothing is sent before you tap. Valid until 12:01:00 UTC."
`);
    await bench.tap(bench.buttons()[0] ?? '');
    expect(JSON.parse(JSON.stringify(bench.engine.trades[0]))).toMatchObject({
      type: 'open',
      quantity: '0.01',
      limitPrice: '59000',
      stopLoss: '58000',
      takeProfits: [
        { price: '61000', share: '50' },
        { price: '63000', share: null },
      ],
      leverage: 20,
    });
  });

  test('one target without a share takes all of it', async () => {
    const bench = await createChatBench();
    await bench.say('/long BTCUSDT $600 tp=61000');
    expect(plain(bench.texts()[0])).toContain('TP 61 000.0 (+1.67 %) · all of it ≈ 0.010\n');
  });

  test('a size by risk loses that much at the stop', async () => {
    const bench = await createChatBench();
    await bench.say('/short BTCUSDT risk1% sl=2%');
    expect(plain(bench.texts()[0])).toMatchInlineSnapshot(`
"PAPER main
SHORT BTCUSDT 0.083 · market
price ≈ 60 000.0 · notional ≈ 4 980.00 USDT
10x cross · margin ≈ 498.00 · fee ≈ 2.49 (taker)
SL 61 200.0 (+2 %) · worst case ≈ −99.60 USDT and fees
est. liq ≈ 179 762.9
≈ 0.08333 is rounded down to 0.083 (step 0.001).
Nothing is sent before you tap. Valid until 12:01:00 UTC."
`);
  });

  test('leverage is for a new position', async () => {
    const bench = await createChatBench([{ id: 'main', positions: [fakePosition({ quantity: decimal('0.02') })] }]);
    await bench.say('/long BTCUSDT 0.01 lev=20');
    expect(bench.texts()[0]).toBe(
      'lev= is for a new position, and BTCUSDT is open or being entered: /leverage BTCUSDT 20',
    );
  });

  test('a stop of the other side than the open position’s is refused', async () => {
    const bench = await createChatBench([{ id: 'main', positions: [fakePosition({ quantity: decimal('0.02') })] }]);
    await bench.say('/short BTCUSDT 0.01 sl=61000');
    expect(bench.texts()[0]).toContain('A LONG of BTCUSDT is open');
  });

  test('on its way to the exchange the order keeps its price, however the market moves', async () => {
    const bench = await createChatBench();
    await bench.say('/long BTCUSDT 0.01 @59000');
    bench.broker('main').script.always('getMarkPrice', () => decimal('65000'));
    await bench.tap(bench.buttons()[0] ?? '');
    expect(bench.engine.trades).toHaveLength(1);
  });
});

describe('/close', () => {
  const positions = [fakePosition({ quantity: decimal('-0.021'), markPrice: decimal('59000') })];

  test('shows what is left to close and its PnL', async () => {
    const bench = await createChatBench([{ id: 'main', positions }]);
    await bench.say('/close BTCUSDT 50%');
    expect(plain(bench.texts()[0])).toBe(
      [
        'PAPER main',
        'CLOSE BTCUSDT SHORT 0.010 of 0.021 · market',
        'price ≈ 59 000.0 · PnL ≈ +10.00 USDT before fees',
        'Nothing is sent before you tap. Valid until 12:01:00 UTC.',
      ].join('\n'),
    );
  });

  async function hold(bench: Awaited<ReturnType<typeof createChatBench>>, quantity: string): Promise<void> {
    const position = { ...positions[0]!, quantity: decimal(quantity) };
    bench.broker('main').script.always('getPositions', () => [position]);
    const at = bench.clock.now();
    const event = { type: 'position-updated', symbol: 'BTCUSDT', positionSide: 'net', position } as const;
    bench.broker('main').emit({ ...event, brokerId: 'main', venueAt: at, receivedAt: at } as never);
    await bench.clock.advance(1);
    bench.texts();
  }

  test('closes nothing of the other side when the position has turned since the card', async () => {
    const bench = await createChatBench([{ id: 'main', positions }]);
    await bench.say('/close BTCUSDT 0.01');
    const [yes = ''] = bench.buttons();
    await hold(bench, '0.021');
    await bench.tap(yes);
    expect(bench.engine.trades).toEqual([]);
    expect(bench.texts()[0]).toBe(
      'Not placed: the SHORT of BTCUSDT is no longer open, the position has turned. /positions shows what is.',
    );
  });

  test('a part of a position that has grown since the card closes what the card says', async () => {
    const bench = await createChatBench([{ id: 'main', positions }]);
    await bench.say('/close BTCUSDT 50%');
    const [yes = ''] = bench.buttons();
    await hold(bench, '-0.032');
    await bench.tap(yes);
    const trades: unknown = JSON.parse(JSON.stringify(bench.engine.trades));
    expect(trades).toMatchObject([{ type: 'close', fraction: '0.5', quantity: '0.01' }]);
  });

  test('a part of a position that has shrunk since the card is asked anew', async () => {
    const bench = await createChatBench([{ id: 'main', positions }]);
    await bench.say('/close BTCUSDT 50%');
    const [yes = ''] = bench.buttons();
    await hold(bench, '-0.011');
    await bench.tap(yes);
    expect(bench.engine.trades).toEqual([]);
    const [told, card] = bench.texts();
    expect(told).toBe(
      'Not placed: the position of BTCUSDT went from 0.021 to 0.011. Here is the same part of what is left.',
    );
    expect(card).toContain('CLOSE BTCUSDT SHORT 0.005 of 0.011 · market');
    await bench.tap(bench.buttons()[0] ?? '');
    const trades: unknown = JSON.parse(JSON.stringify(bench.engine.trades));
    expect(trades).toMatchObject([{ type: 'close', positionSide: 'net', quantity: '0.005' }]);
  });

  test('a part is not asked anew where the exchange still holds what the card said', async () => {
    const bench = await createChatBench([{ id: 'main', positions }]);
    await bench.say('/close BTCUSDT 50%');
    const [yes = ''] = bench.buttons();
    await hold(bench, '-0.011');
    bench.broker('main').script.always('getPositions', () => positions);
    await bench.tap(yes);
    const trades: unknown = JSON.parse(JSON.stringify(bench.engine.trades));
    expect(trades).toMatchObject([{ type: 'close', quantity: '0.01' }]);
  });

  test('without a part it closes all of it', async () => {
    const bench = await createChatBench([{ id: 'main', positions }]);
    await bench.say('/close BTCUSDT');
    const [yes] = bench.buttons();
    await bench.tap(yes ?? '');
    expect(bench.engine.trades).toMatchObject([
      { type: 'close', symbol: 'BTCUSDT', positionSide: 'net', fraction: null, quantity: null, brokerId: 'main' },
    ]);
  });

  test.each([
    ['/close', 'Write it as /close BTCUSDT'],
    ['/close ETHUSDT', '@main holds no ETHUSDT.'],
    ['/close ETHUSDT 500%', '“500%” is no part.'],
    ['/close BTCUSDT 1', 'The position is 0.021: at most that can be closed.'],
    ['/close BTCUSDT 150%', '“150%” is no part.'],
    ['/close BTCUSDT 1%', '0.00021 is below the smallest order 0.001.'],
  ])('%s is refused', async (command, answer) => {
    const bench = await createChatBench([{ id: 'main', positions }]);
    await bench.say(command);
    expect(bench.texts()[0]).toContain(answer);
    expect(bench.buttons()).toEqual([]);
  });

  test('works while the desk is paused', async () => {
    const bench = await createChatBench([{ id: 'main', positions }]);
    bench.engine.set({ paused: true, panicBlocked: true });
    await bench.say('/close BTCUSDT');
    expect(bench.texts()[0]).toContain('CLOSE BTCUSDT SHORT 0.021');
  });

  test('in hedge mode both sides open need a side', async () => {
    const both = [
      fakePosition({ positionSide: 'long' }),
      fakePosition({ positionSide: 'short', quantity: decimal('-0.03') }),
    ];
    const bench = await createChatBench([{ id: 'main', positions: both }]);
    await bench.say('/close BTCUSDT');
    await bench.say('/close BTCUSDT short 50%');
    const [first, second] = bench.texts();
    expect(first).toBe('Both sides of BTCUSDT are open. Add long or short.');
    expect(second).toContain('CLOSE BTCUSDT SHORT 0.015 of 0.030');
  });

  test('a position’s button opens the card of that position', async () => {
    const bench = await createChatBench([{ id: 'main', positions }]);
    await bench.say('/positions');
    const [half, all] = bench.buttons();
    await bench.tap(half ?? '');
    await bench.tap(all ?? '');
    const texts = bench.texts();
    expect(texts[1]).toContain('CLOSE BTCUSDT SHORT 0.010 of 0.021');
    expect(texts[2]).toContain('CLOSE BTCUSDT SHORT 0.021 · all that is held at the tap');
  });

  test('a button of a position that is gone closes nothing else', async () => {
    const bench = await createChatBench([{ id: 'main', positions }]);
    await bench.tap('k:AAAAAAAAAAAAAAAA:a');
    expect(bench.texts()).toEqual([]);
    expect(bench.sent.at(-1)).toMatchObject({ payload: { text: 'That position is no longer open.' } });
  });
});
