import { describe, expect, test } from 'vitest';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { IntentRow, SignalRow } from '@perpdesk/journal/port';
import { createSpeech, PLAIN_SPEECH } from '../language/speech.ts';
import { outcomeLabel, outcomeSaid } from './outcome.ts';
import { intentRow, signalRow } from '../testing/story-rows.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import { isFinal, outcomeOfLegs, readOutcome } from '../desk/signal-outcome.ts';

const leg = (patch: Partial<IntentRow>): IntentRow => intentRow({ filledQuantity: '0', averagePrice: null, ...patch });
const FILLED = { state: 'filled', filledQuantity: '0.02', averagePrice: '60000' } as const;
const REFUSED = { state: 'rejected', code: 'insufficient-margin', detail: 'Margin is insufficient.' } as const;

describe('what a card’s button says of its orders', () => {
  const CASES: readonly (readonly [string, readonly Partial<IntentRow>[], string, string])[] = [
    ['nothing yet', [{ state: 'planned' }], '⏳ On its way', 'It is on its way.'],
    ['sent', [{ state: 'sending', attempt: 1 }], '⏳ On its way', 'It is on its way.'],
    ['resting', [{ state: 'accepted' }], '⏳ At the exchange', 'The order is at the exchange; /orders shows it.'],
    [
      'a part',
      [{ state: 'partially-filled', filledQuantity: '0.005' }],
      '◐ 0.005 of 0.02 so far',
      '0.005 of 0.02 filled so far; the rest is at the exchange.',
    ],
    ['filled', [FILLED], '✓ Filled 0.02 at 60 000', 'Filled 0.02 at 60 000.'],
    [
      'filled in two orders of one way',
      [FILLED, { ...FILLED, filledQuantity: '0.02', averagePrice: '60001' }],
      '✓ Filled 0.04 at 60 000.5',
      'Filled 0.04 at 60 000.5.',
    ],
    [
      'turned',
      [
        { ...FILLED, kind: 'reduce', side: 'sell' },
        { ...FILLED, side: 'buy' },
      ],
      '✓ All 2 orders filled',
      'All 2 orders filled.',
    ],
    [
      'refused',
      [REFUSED],
      '✗ Refused',
      'Refused: nothing is at the exchange. Margin is insufficient. Order less, raise the leverage or add money.',
    ],
    [
      'refused once, then planned anew and filled',
      [
        { ...REFUSED, kind: 'reduce' },
        { ...FILLED, kind: 'reduce' },
      ],
      '✓ Filled 0.02 at 60 000',
      'Filled 0.02 at 60 000.',
    ],
    [
      'expired',
      [{ state: 'expired', code: 'too-old', detail: 'Too late.' }],
      '✗ Not sent in time',
      'Not sent: nothing is at the exchange. Too late.',
    ],
    [
      'canceled with a part',
      [{ state: 'canceled', filledQuantity: '0.005', code: null, detail: 'A person canceled it.' }],
      '◐ Only 0.005 filled',
      'Only 0.005 filled. A person canceled it.',
    ],
    [
      'not sent, for there is nothing to close',
      [{ state: 'canceled', kind: 'reduce', attempt: 0, code: 'nothing-owned', detail: 'The position is flat.' }],
      '✗ Not placed',
      'Not placed: nothing is at the exchange. The position is flat.',
    ],
    [
      'one account of two',
      [FILLED, { ...REFUSED, brokerId: 'other' }],
      '◐ 1 of 2 orders filled',
      'Only 0.02 filled. Margin is insufficient. Order less, raise the leverage or add money.',
    ],
    [
      'unknown',
      [{ state: 'unknown' }],
      '❓ Unknown, checking',
      'It may be at the exchange. The desk is checking and tells what it finds.',
    ],
    [
      'for a person',
      [{ id: 'i7', state: 'needs-operator' }],
      '🆘 Please look: /settle',
      'Nobody knows what became of it. Look at the exchange, then /settle i7 gone or done.',
    ],
    ['its own stops are no orders of it', [FILLED, { kind: 'stop', state: 'accepted' }], '✓ Filled 0.02 at 60 000', ''],
  ];
  test.each(CASES)('%s', (_what, legs, label, said) => {
    const outcome = outcomeOfLegs(legs.map(leg));
    expect(plain(outcomeLabel(PLAIN_SPEECH, 'order', outcome, null))).toBe(label);
    if (said !== '') expect(plain(outcomeSaid(PLAIN_SPEECH, 'order', outcome, null))).toBe(said);
    const isOver = /^(✓|✗|◐ (?!0\.005 of))/.test(label);
    expect(isFinal(outcome)).toBe(isOver);
  });
});

describe('a change', () => {
  const outcomeOf = async (patch: Partial<SignalRow>) => {
    const journal = createMemoryJournal();
    const row = signalRow({ id: 'abcd1234', key: 'chat:x', ...patch });
    await journal.acceptSignal(row, []);
    return { journal, outcome: await readOutcome(journal, 'abcd1234') };
  };

  test('that is made says so in words of its own', async () => {
    const { outcome } = await outcomeOf({ state: 'done' });
    expect(outcome).toEqual({ type: 'done' });
    const labels = (['protect', 'setting', 'cancel', 'settle'] as const).map((kind) =>
      outcomeLabel(PLAIN_SPEECH, kind, outcome!, null),
    );
    expect(labels).toEqual(['✓ Set', '✓ Set', '✓ Canceled', '✓ Noted']);
    expect(outcomeSaid(PLAIN_SPEECH, 'setting', outcome!, null)).toBe('Done.');
  });

  test('that is refused says why', async () => {
    const { outcome } = await outcomeOf({ state: 'refused', code: 'exchange-rejected', detail: 'Leverage too high.' });
    expect(outcomeLabel(PLAIN_SPEECH, 'setting', outcome!, null)).toBe('✗ Not set');
    expect(outcomeSaid(PLAIN_SPEECH, 'setting', outcome!, null)).toBe('Nothing was changed. Leverage too high.');
  });

  test('a setting that the exchange refuses is no order, in German either', async () => {
    const german = createSpeech('de', 'Europe/Berlin');
    const refused = { state: 'refused', code: 'exchange-rejected' } as const;
    const said = async (detail: string | null) =>
      outcomeSaid(german, 'setting', (await outcomeOf({ ...refused, detail })).outcome!, null);
    expect(await said('Too bold.')).toBe('Nichts wurde geändert. Die Börse hat die Einstellung abgelehnt. (Too bold.)');
    expect(await said(null)).toBe('Nichts wurde geändert. Die Börse hat die Einstellung abgelehnt.');
  });

  test('a setting of which nobody knows whether it is set is not said to be unchanged', async () => {
    const detail = 'No answer within 5000 ms. Whether it is set is not known: ask again.';
    const { outcome } = await outcomeOf({ state: 'refused', code: 'exchange-rejected', detail });
    expect(outcomeLabel(PLAIN_SPEECH, 'setting', outcome!, null)).toBe('❓ Unknown, ask again');
    expect(plain(outcomeSaid(PLAIN_SPEECH, 'setting', outcome!, null))).toBe(
      'No answer within 5 000 ms. Whether it is set is not known: ask again.',
    );
  });

  test('that is under way, or unknown to the journal', async () => {
    const { journal, outcome } = await outcomeOf({ state: 'accepted' });
    expect(outcomeLabel(PLAIN_SPEECH, 'protect', outcome!, null)).toBe('⏳ Setting…');
    expect(await readOutcome(journal, 'ffff')).toBeNull();
  });

  test('a cancel that left some says how many', async () => {
    const { journal } = await outcomeOf({ state: 'done' });
    const payload = JSON.stringify({ type: 'orders.canceled', left: [{}, {}] });
    const message = { eventId: 'e', target: 'desk', type: 'orders.canceled', priority: 'normal', payload } as const;
    await journal.commit([{ type: 'outbox-insert', message: { ...message, thread: 'abcd1234', createdAt: 1 } }]);
    const outcome = await readOutcome(journal, 'abcd1234');
    expect(outcomeLabel(PLAIN_SPEECH, 'cancel', outcome!, null)).toBe('✗ 2 may still stand');
  });

  test.each([
    [{ canceled: 0, gone: 1, before: { filled: 1, canceled: 0 } }, '✗ Had filled before'],
    [{ canceled: 0, gone: 1, before: { filled: 0, canceled: 1 } }, '✗ Was canceled before'],
    [{ canceled: 0, gone: 2, before: { filled: 1, canceled: 1 } }, '✗ Had ended before'],
    [{ canceled: 0, gone: 1 }, '✗ Had ended before'],
    [{ canceled: 1, gone: 1, before: { filled: 1, canceled: 0 } }, '◐ 1 of 2 canceled'],
    [{ canceled: 2, gone: 0 }, '✓ Canceled'],
  ])('a cancel of what had ended before does not say that it canceled it: %j', async (told, label) => {
    const { journal } = await outcomeOf({ state: 'done' });
    const payload = JSON.stringify({ type: 'orders.canceled', left: [], ...told });
    const message = { eventId: 'e', target: 'desk', type: 'orders.canceled', priority: 'normal', payload } as const;
    await journal.commit([{ type: 'outbox-insert', message: { ...message, thread: 'abcd1234', createdAt: 1 } }]);
    const outcome = await readOutcome(journal, 'abcd1234');
    expect(outcomeLabel(PLAIN_SPEECH, 'cancel', outcome!, null)).toBe(label);
    const said = ['en', 'de'].map((language) =>
      outcomeSaid(createSpeech(language === 'de' ? 'de' : 'en', 'UTC'), 'cancel', outcome!, null),
    );
    expect(said).toMatchSnapshot();
  });
});
