import { expect, test } from 'vitest';
import { createSpeech } from '../language/speech.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import { formatAuditDetail } from './audit-detail.ts';

const AT = Date.UTC(2026, 10, 22, 7);
const CASES: readonly (readonly [string, object, string, string])[] = [
  [
    'a mute',
    { chat: '-1005', until: AT },
    'chat -1005, until 22 Nov 2026, 07:00 UTC',
    'Chat -1005; bis 22. Nov. 2026, 08:00 MEZ',
  ],
  [
    'an order',
    {
      type: 'open',
      symbol: 'BTCUSDT',
      direction: 'long',
      quantity: '0.01',
      quotePrice: '60120.5',
      limitPrice: null,
      takeProfits: [{ price: '61000', share: '50' }],
      typed: { size: '0.01', terms: '' },
      approvedBy: 'user:555',
      brokerId: 'main',
      nonce: 'abc',
    },
    'what open, of BTCUSDT, way long, quantity 0.01, price on the card 60 120.5, targets price 61 000, share 50, approved by user 555, account main',
    'Art open; in BTCUSDT; Richtung long; Menge 0,01; Kurs der Karte 60 120,5; Take-Profits Kurs 61 000; Anteil 50; zugestimmt Benutzer 555; Konto main',
  ],
  [
    'a block that a lost /panic left',
    { request: { id: 'x', actor: 'desk', relay: ['a'], brokerIds: ['main', 'other'] }, at: AT, report: null },
    'for by desk, accounts main · other, at 22 Nov 2026, 07:00 UTC',
    'für von desk; Konten main · other; am 22. Nov. 2026, 08:00 MEZ',
  ],
  ['a span', { waitedMs: 90_000 }, 'waitedMs 1 min 30 s', 'waitedMs 1 min 30 s'],
  ['nothing', {}, '', ''],
];

test.each(CASES)('%s', (_, detail, english, german) => {
  const text = JSON.stringify(detail);
  expect(plain(formatAuditDetail(createSpeech('en', 'UTC'), text))).toBe(english);
  expect(plain(formatAuditDetail(createSpeech('de', 'Europe/Berlin'), text))).toBe(german);
});

test('what is long is cut, and says so', () => {
  const text = formatAuditDetail(createSpeech('en', 'UTC'), JSON.stringify({ name: 'x'.repeat(999) }));
  expect([text.length, text.at(-1)]).toEqual([240, '…']);
});
