import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';

const LONG = fakePosition({ quantity: decimal('0.02'), entryPrice: decimal('59500'), markPrice: decimal('60000') });

async function benchIn(language: 'en' | 'de') {
  const bench = await createChatBench([{ id: 'main', positions: [LONG] }]);
  if (language === 'de') await bench.say('/language de');
  bench.texts();
  return bench;
}

const FORM = {
  en: 'Write it as 0.01 (base asset), $500 (notional), 5% (of equity, as notional) or risk1% (of equity, lost at the stop), with a point.',
  de: 'Schreib sie als 0.01 (Basiswert), $500 (Nominalwert), 5% (des Eigenkapitals, als Nominalwert) oder risk1% (des Eigenkapitals, Verlust am Stop), mit Punkt.',
};
const noSize = (typed: string) => ({
  en: `“${typed}” is no size. ${FORM.en}`,
  de: `„${typed}“ ist keine Menge. ${FORM.de}`,
});
const NO_SYMBOL = {
  en: '@main does not list btcsdt. Did you mean BTCUSDT, BTCUSDC, ETHUSDT?',
  de: '@main führt btcsdt nicht. Meinst du BTCUSDT, BTCUSDC, ETHUSDT?',
};

const BAD_SIZES = [
  '1,5',
  '1e3',
  '-1',
  '+1',
  '0',
  '0.0',
  '.5',
  '1.',
  '0x10',
  '1_000',
  '١',
  '½',
  '🚀',
  '🚀🚀',
  '$',
  '$-5',
  '%',
  '5%%',
  'risk%',
  'risk0%',
  'risk101%',
  'NaN',
  'Infinity',
  '$1e9',
  'all',
];

describe.each(['en', 'de'] as const)('in %s', (language) => {
  test.each(['/long', '/short'])('%s of a name that is not listed has three suggestions', async (command) => {
    const bench = await benchIn(language);
    await bench.say(`${command} btcsdt 1`);
    expect(bench.texts()).toEqual([NO_SYMBOL[language]]);
    expect(bench.buttons()).toEqual([]);
  });

  test.each(BAD_SIZES)('a size of %s is refused, with the forms that there are', async (size) => {
    const bench = await benchIn(language);
    await bench.say(`/long BTCUSDT ${size} sl=58000`);
    expect(bench.texts()).toEqual([noSize(size)[language]]);
    expect(bench.buttons()).toEqual([]);
  });

  test.each([
    ['0.01', '0.010'],
    ['$600', '0.010'],
    ['6%', '0.010'],
    ['risk1%', '0.050'],
    ['RISK1%', '0.050'],
  ])('a size of %s becomes a card of %s', async (size, shown) => {
    const bench = await benchIn(language);
    await bench.say(`/long BTCUSDT ${size} sl=58000`);
    const [text] = bench.texts().map(plain);
    expect(text?.replaceAll(',', '.')).toContain(`LONG BTCUSDT ${shown}`);
    expect(bench.engine.trades).toEqual([]);
  });

  test.each([
    [
      '/long BTCUSDT 0.0105',
      '0.0105 is rounded down to 0.010 (step 0.001).',
      '0,0105 wird auf 0,010 abgerundet (Schritt 0,001).',
    ],
    [
      '/long BTCUSDT $500',
      '≈ 0.008333 is rounded down to 0.008 (step 0.001).',
      '≈ 0,008333 wird auf 0,008 abgerundet (Schritt 0,001).',
    ],
    [
      '/close BTCUSDT 0.0105',
      '0.0105 is rounded down to 0.01 (step 0.001).',
      '0,0105 wird auf 0,01 abgerundet (Schritt 0,001).',
    ],
    [
      '/sl BTCUSDT 59000.04',
      'The stop 59 000.04 is rounded to 59 000 (tick 0.1).',
      'Der Stop 59 000,04 wird auf 59 000 gerundet (Tick 0,1).',
    ],
    [
      '/long BTCUSDT 0.01 @59000.04',
      'The price 59 000.04 is rounded to 59 000 (tick 0.1).',
      'Der Kurs 59 000,04 wird auf 59 000 gerundet (Tick 0,1).',
    ],
  ])('%s says before the tap what it becomes', async (command, en, de) => {
    const bench = await benchIn(language);
    await bench.say(command);
    expect(plain(bench.texts()[0])).toContain(language === 'en' ? en : de);
    expect(bench.engine.trades).toEqual([]);
  });

  test.each([
    [
      'an expired card',
      61_000,
      111,
      'This card has expired. Nothing was sent.',
      'Diese Karte ist abgelaufen. Nichts wurde gesendet.',
    ],
    ['a card of somebody else', 0, 222, 'This card is somebody else’s.', 'Diese Karte gehört jemand anderem.'],
  ])('a tap on %s says so', async (_what, ms, from, en, de) => {
    const bench = await benchIn(language);
    if (language === 'de') await bench.say('/language de', { from: 222 });
    await bench.say('/long BTCUSDT 0.01');
    const [yes = ''] = bench.buttons();
    await bench.clock.advance(ms);
    await bench.tap(yes, { from, chatId: 111 });
    const toast = bench.sent.findLast(({ method }) => method === 'answerCallbackQuery');
    expect(toast?.payload['text']).toBe(language === 'en' ? en : de);
    expect(bench.engine.trades).toEqual([]);
  });
});

const MARKUP = '_*[x](tg://user?id=1)`<b>&amp;~|{#}+-=!.\\</b>';

test.each([
  `/long ${MARKUP} 1`,
  `/long BTCUSDT ${MARKUP}`,
  `/long BTCUSDT 0.01 @${MARKUP}`,
  `/long BTCUSDT 0.01 sl=${MARKUP}`,
  `/close ${MARKUP}`,
  `/close BTCUSDT ${MARKUP}`,
  `/sl BTCUSDT ${MARKUP}`,
  `/cancel ${MARKUP}`,
  `/order ${MARKUP}`,
  `/signal ${MARKUP}`,
  `/price ${MARKUP}`,
  `/chart ${MARKUP}`,
  `/leverage BTCUSDT ${MARKUP}`,
  `/route ${MARKUP} auto`,
  `/grant ${MARKUP} owner`,
  `/notify ${MARKUP} off`,
  `/timezone ${MARKUP}`,
  `/help ${MARKUP}`,
  `/code ${MARKUP}`,
  `/${MARKUP}`,
  MARKUP,
])('%s is answered once, in text that nothing can break', async (text) => {
  const bench = await benchIn('en');
  const at = bench.sent.length;
  await bench.say(text);
  const sent = bench.sent.slice(at);
  expect(sent.map(({ method }) => method)).toEqual(['sendMessage']);
  const [payload] = sent.map((call) => call.payload);
  expect(payload).not.toHaveProperty('parse_mode');
  expect(payload?.['text']).not.toMatch(/\(error e\d/u);
  const entities = (payload?.['entities'] ?? []) as readonly { type: string }[];
  for (const { type } of entities) expect(['bold', 'italic', 'code']).toContain(type);
  expect(bench.engine.trades).toEqual([]);
});
