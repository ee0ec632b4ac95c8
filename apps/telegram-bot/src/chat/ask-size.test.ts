import { describe, expect, test } from 'vitest';
import { decimal, formatDecimal } from '@perpdesk/broker-core';
import type { AskQuote, AskSizes } from '@perpdesk/signals';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';

const SIGNAL = '0123456789ab';
const EDIT = `ae:${SIGNAL}`;
const TOO_MUCH = 'main may not take 0.05: The symbol would reach 3000; 2500 is allowed.';

const toasts = (bench: ChatBench) =>
  bench.sent.filter(({ method }) => method === 'answerCallbackQuery').map(({ payload }) => payload['text']);
const lastText = (bench: ChatBench) => plain(bench.texts().at(-1));

/** An alert that asks for a long of 0.02 on `main`, whose equity the bench knows; the stop is 1.5 % below. */
async function asked(): Promise<{ readonly bench: ChatBench; readonly quotes: AskSizes[] }> {
  const bench = await createChatBench();
  const quotes: AskSizes[] = [];
  bench.engine.quote = (sizes): AskQuote => {
    quotes.push(sizes);
    const quantity = sizes.quantities?.['main'] ?? decimal('0.02');
    if (quantity.gt('0.04')) return { ok: false, code: 'quantity', detail: TOO_MUCH };
    return {
      ok: true,
      signalId: SIGNAL,
      routeId: 'trend',
      symbol: 'BTCUSDT',
      legs: [
        {
          account: { brokerId: 'main', environment: 'live' },
          kind: 'increase',
          side: 'buy',
          positionSide: 'net',
          quantity: formatDecimal(quantity),
          notional: formatDecimal(quantity.times(60_000)),
          margin: formatDecimal(quantity.times(6_000)),
          leverage: 10,
          stopPrice: '59100',
          targetPrices: [],
          detail: null,
          planned: '0.02',
        },
      ],
      answerBy: bench.clock.now() + 40_000,
    };
  };
  return { bench, quotes };
}

describe('another size for what an alert asks for', () => {
  test('is asked for, quoted, confirmed and placed, once', async () => {
    const { bench } = await asked();
    await bench.tap(EDIT);
    expect(lastText(bench)).toBe(
      'trend · BTCUSDT, another size\nWhich size instead? Tap, or write it here: 0.02, $500, 5% or risk1%. /cancel_flow leaves it.\n@main: the alert asks for 0.02. More goes as far as the limits let.',
    );
    await bench.say('0.0119');
    const [card = ''] = bench.texts().map(plain);
    expect(card).toContain('LIVE main · buy 0.011 · ≈ 660.00 · margin ≈ 66.00 at 10x · stop 59 100.0');
    expect(card).toContain('0.0119 is rounded down to 0.011 (step 0.001).');
    expect(card).toContain('The alert’s own card waits on: one of the two is placed, until');
    expect(bench.engine.answers).toEqual([]);
    const [yes = ''] = bench.buttons();
    await Promise.all([bench.tap(yes), bench.tap(yes)]);
    expect(bench.engine.answers).toEqual([
      { signalId: SIGNAL, decision: 'place', actor: 'user:111', quantities: { main: decimal('0.011') } },
    ]);
    await bench.say('0.005');
    expect(bench.engine.answers).toHaveLength(1);
  });

  test.each([
    ['$600', '0.01'],
    ['10%', '0.016'],
    ['risk0.1%', '0.011'],
  ])('takes %s', async (text, quantity) => {
    const { bench, quotes } = await asked();
    await bench.tap(EDIT);
    await bench.say(text);
    expect(quotes.at(-1)?.quantities?.['main']?.toFixed()).toBe(quantity);
  });

  test('by a button is a share of what was asked for', async () => {
    const { bench, quotes } = await asked();
    await bench.tap(EDIT);
    expect(bench.buttons()).toEqual(['0.25', '0.5', '0.75', '1.5', '2'].map((times) => `${EDIT}:${times}`));
    await bench.tap(`${EDIT}:0.75`);
    expect(quotes.at(-1)?.quantities?.['main']?.toFixed()).toBe('0.015');
  });

  test.each([
    ['typed', (bench: ChatBench) => bench.say('0.03')],
    ['by a button', (bench: ChatBench) => bench.tap(`${EDIT}:1.5`)],
  ])('more than was asked for, %s, is quoted as that and placed', async (_, size) => {
    const { bench } = await asked();
    await bench.tap(EDIT);
    bench.texts();
    await size(bench);
    const [card = ''] = bench.texts().map(plain);
    expect(card).toContain('LIVE main · buy 0.030 · ≈ 1 800.00');
    expect(card).toContain('@main: more than the 0.020 that the alert asks for.');
    expect(card).toContain('The limits allow it now, and are looked at again at the tap and when it is sent.');
    await bench.tap(bench.buttons()[0] ?? '');
    expect(bench.engine.answers).toMatchObject([{ quantities: { main: decimal('0.03') } }]);
  });

  test.each([
    ['0.05', 'main may not take 0.05: The symbol would reach 3 000; 2 500 is allowed.'],
    ['lots', '“lots” is no size.'],
    ['0.01 sl=58000', '“0.01 sl=58000” is no size.'],
    ['0.0001', 'too small'],
  ])('%s is refused, and the form stays open', async (text, why) => {
    const { bench } = await asked();
    await bench.tap(EDIT);
    bench.texts();
    await bench.say(text);
    expect(lastText(bench)).toContain(why);
    await bench.say('0.01');
    expect(lastText(bench)).toContain('buy 0.010');
  });

  test('is left by /cancel_flow, and ends with its card', async () => {
    const { bench } = await asked();
    await bench.tap(EDIT);
    await bench.say('/cancel_flow');
    expect(lastText(bench)).toBe('Left. Nothing was sent.');
    await bench.tap(EDIT);
    bench.engine.quote = () => ({ ok: false, code: 'expired', detail: 'Nobody answered in time; nothing was sent.' });
    await bench.say('0.01');
    expect(lastText(bench)).toBe('Nobody answered in time; nothing was sent.');
    await bench.say('0.01');
    expect(lastText(bench)).not.toContain('Nobody answered');
    await bench.tap(EDIT);
    expect(toasts(bench).at(-1)).toBe('Nobody answered in time; nothing was sent.');
  });

  test('its card lives no longer than the alert’s own', async () => {
    const { bench } = await asked();
    await bench.tap(EDIT);
    await bench.tap(`${EDIT}:0.5`);
    const [yes = ''] = bench.buttons();
    await bench.clock.advance(40_001);
    await bench.tap(yes);
    expect(toasts(bench).at(-1)).toBe('This card has expired. Nothing was sent.');
    expect(bench.engine.answers).toEqual([]);
  });

  test('is not for viewers and strangers; a trader’s accounts are told to the engine', async () => {
    const { bench, quotes } = await asked();
    await bench.tap(EDIT, { from: 333, chatId: 111 });
    await bench.tap(EDIT, { from: 666, chatId: 111 });
    expect(quotes).toEqual([]);
    expect(toasts(bench)[0]).toMatch(/viewer/);
    await bench.tap(EDIT, { from: 222, chatId: 222 });
    expect(quotes.at(-1)).toMatchObject({ brokerIds: ['main'] });
  });

  test('its data fits Telegram’s 64 bytes', () => {
    expect(Buffer.byteLength(`ae:${'0'.repeat(32)}:0.75`)).toBeLessThanOrEqual(64);
  });
});
