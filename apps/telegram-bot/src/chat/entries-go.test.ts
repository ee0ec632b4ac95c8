import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';
import { intentRow, signalRow, storeRows } from '../testing/story-rows.ts';
import { plain } from '../testing/plain.test.fixture.ts';

const MINE = 'operator/user:111/BTCUSDT';
const GOES = 'It cancels your entry for BTCUSDT that is still open.';

async function withEntries(...streams: readonly string[]) {
  const bench = await createChatBench([{ id: 'main', positions: [fakePosition({ quantity: decimal('0.02') })] }]);
  const intents = streams.map((stream, index) =>
    intentRow({ id: `i${index}`, stream, state: 'accepted', clientOrderId: `pp-1-${index}` }),
  );
  await storeRows(bench.journal, { signals: [signalRow()], intents });
  return bench;
}

describe('an entry of one’s own that rests', () => {
  test.each(['/close BTCUSDT', '/close BTCUSDT 50%', '/reverse BTCUSDT'])('is named by %s', async (command) => {
    const bench = await withEntries(MINE);
    await bench.say(command);
    expect(plain(bench.texts()[0])).toContain(GOES);
  });

  test('is named in German, too, and several are counted', async () => {
    const bench = await withEntries(MINE, MINE);
    await bench.say('/close BTCUSDT');
    expect(bench.texts()[0]).toContain('It cancels your 2 entries for BTCUSDT that are still open.');
    await bench.say('/language de');
    await bench.say('/close BTCUSDT');
    expect(bench.texts().at(-1)).toContain('Deine 2 noch offenen Einstiege in BTCUSDT werden dabei storniert.');
  });

  test('is not one of another person, of a route or of another symbol', async () => {
    const bench = await withEntries('operator/user:222/BTCUSDT', 'trend/btc/BTCUSDT', 'operator/user:111/ETHUSDT');
    await bench.say('/close BTCUSDT');
    expect(bench.texts()[0]).not.toContain('still open');
  });
});
