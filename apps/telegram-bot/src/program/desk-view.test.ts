import { describe, expect, test } from 'vitest';
import { BrokerError, decimal, type Income } from '@perpdesk/broker-core';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { createDeskBench } from '../testing/desk-bench.ts';
import type { SummaryMessage } from '../watch/watch-message.ts';
import { createDeskView } from './desk-view.ts';

const [MONDAY, NEXT] = [Date.UTC(2026, 10, 16), Date.UTC(2026, 10, 23)];
const accountOf = (brokerId: string) => ({
  account: { brokerId, environment: 'paper' as const },
  sums: null,
  equity: null,
  openPositions: 0,
  fills: 0,
  closings: 0,
  won: 0,
});
const WEEK: SummaryMessage = {
  type: 'summary.weekly',
  fromAt: MONDAY,
  toAt: NEXT,
  isLate: false,
  accounts: [accountOf('main'), accountOf('scalps')],
  alerts: 0,
  refused: 0,
};
const booked = (amount: string, venueAt: number): Income => ({
  type: 'realized-pnl',
  symbol: 'BTCUSDT',
  asset: 'USDT',
  amount: decimal(amount),
  venueAt,
});

async function benchWith(bookings: readonly Income[]) {
  const bench = await createDeskBench([{ id: 'main' }, { id: 'scalps' }]);
  bench.broker('main').script.always('getIncome', () => bookings);
  bench.broker('scalps').script.always('getIncome', () => []);
  const drawn: string[] = [];
  const view = createDeskView(bench, async (svg) => {
    drawn.push(svg);
    return Buffer.from('PNG');
  });
  return { bench, drawn, draw: (message: SummaryMessage) => view.drawSummary(PLAIN_SPEECH, message) };
}

describe('the picture of a summary', () => {
  test('is of what its accounts booked in its span', async () => {
    const { bench, drawn, draw } = await benchWith([booked('20', MONDAY), booked('-5', NEXT - 1)]);
    expect(await draw(WEEK)).not.toBeNull();
    expect(bench.broker('main').callsOf('getIncome').at(-1)?.[0]).toMatchObject({ fromAt: MONDAY, untilAt: NEXT - 1 });
    for (const words of ['The week: 16 Nov 2026 to 22 Nov 2026', '+15.00 USDT', 'By day', '>22 Nov<'])
      expect(drawn[0]).toContain(words);
  });

  test('of a day has hours', async () => {
    const { drawn, draw } = await benchWith([booked('20', MONDAY)]);
    await draw({ ...WEEK, type: 'summary.daily', toAt: MONDAY + 86_400_000 });
    expect(drawn[0]).toContain('By hour');
  });

  test('is none where nothing was booked, an account is gone, or one does not tell: half a sum would be a wrong picture', async () => {
    expect(await (await benchWith([])).draw(WEEK)).toBeNull();
    const { bench, draw, drawn } = await benchWith([booked('20', MONDAY)]);
    expect(await draw({ ...WEEK, accounts: [accountOf('main'), accountOf('gone')] })).toBeNull();
    bench.broker('scalps').script.always('getIncome', () => {
      throw new BrokerError('network', { message: 'The line is down.', operation: 'getIncome' });
    });
    expect(await draw(WEEK)).toBeNull();
    expect(drawn).toEqual([]);
  });
});
