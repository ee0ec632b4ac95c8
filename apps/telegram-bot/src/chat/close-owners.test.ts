import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';

const SIDE = { brokerId: 'main', symbol: 'BTCUSDT', positionSide: 'net', unit: '1', protect: null, entries: null };

/** A long of 0.032, of which streams own so much. */
async function owned(parts: Readonly<Record<string, string>>) {
  const bench = await createChatBench([{ id: 'main', positions: [fakePosition({ quantity: decimal('0.032') })] }]);
  for (const [stream, quantity] of Object.entries(parts)) {
    const row = { ...SIDE, stream, owned: quantity, state: 'in' } as const;
    await bench.journal.commit([{ type: 'ledger-put', version: 0, row }]);
  }
  return bench;
}

const TREND = 'trend/btc/BTCUSDT';
const ME = 'operator/user:111/BTCUSDT';
const WHOSE = 'owned by yourself 0.012, trend 0.02';

test.each([
  ['/close BTCUSDT', 'trend is out then and waits for its next entry.'],
  ['/close BTCUSDT 0.032', 'trend is out then and waits for its next entry.'],
  ['/close BTCUSDT 0.01', 'It comes out of your own part; trend keeps its own.'],
  ['/close BTCUSDT 50%', 'All of your own part goes, with its stop and targets; the rest comes out of trend’s'],
])('%s says whose part it takes', async (command, text) => {
  const bench = await owned({ [TREND]: '0.02', [ME]: '0.012' });
  await bench.say(command);
  const card = plain(bench.texts()[0]);
  expect(card).toContain(WHOSE);
  expect(card).toContain(text);
});

test('a part of a route’s alone is said to be that, in German too', async () => {
  const bench = await owned({ [TREND]: '0.032' });
  await bench.say('/close BTCUSDT 50%');
  expect(bench.texts()[0]).toContain('It comes out of trend’s part and is not bought back.');
  await bench.say('/language de');
  await bench.say('/close BTCUSDT 50%');
  expect(bench.texts().at(-1)).toContain('Es geht vom Teil von trend ab und wird nicht zurückgekauft.');
});

test('where no route has a part nothing is said', async () => {
  const bench = await owned({ [ME]: '0.032' });
  await bench.say('/close BTCUSDT 50%');
  expect(bench.texts()[0]).not.toContain('owned by');
});
