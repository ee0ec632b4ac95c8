import { describe, expect, test, vi } from 'vitest';
import { BrokerError, decimal, type Income } from '@perpdesk/broker-core';
import { fakeAccount, fakePosition } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import type { WarningsConfig } from '@perpdesk/broker-config';
import { createDeskBench } from '../testing/desk-bench.ts';
import { createRiskWatch } from './risk-watch.ts';
import { runWatches, toldIn } from './watch-bench.test.fixture.ts';

// days of the virtual clock
vi.setConfig({ testTimeout: 30_000 });

const LEVELS: WarningsConfig = {
  liquidationPercent: decimal('5'),
  stopPercent: null,
  marginPercent: decimal('80'),
  dayDrawdownPercent: decimal('3'),
  drawdownPercent: decimal('10'),
  hysteresisPercent: decimal('20'),
};
const LONG = fakePosition({ liquidationPrice: decimal('57000') });

async function startBench(journal: Journal = createMemoryJournal()) {
  const bench = await createDeskBench([{ id: 'main', environment: 'live', positions: [LONG] }], journal);
  const { manager, clock } = bench;
  const broker = bench.broker('main');
  const watch = createRiskWatch({
    brokerId: 'main',
    levels: LEVELS,
    manager,
    clock,
    journal,
    targets: ['desk'],
    everyMs: 10_000,
  });
  const runner = runWatches([watch], clock, journal);
  return {
    journal,
    clock,
    broker,
    runner,
    async mark(price: string) {
      broker.script.always('getPositions', () => [{ ...LONG, markPrice: decimal(price) }]);
      await clock.advance(10_000);
    },
    async turn(liquidationPrice: string) {
      const short = { ...LONG, quantity: LONG.quantity.negated(), markPrice: decimal('57200') };
      broker.script.always('getPositions', () => [{ ...short, liquidationPrice: decimal(liquidationPrice) }]);
      await clock.advance(10_000);
    },
    async equity(amount: string, maintenance = '0') {
      const account = fakeAccount({ equity: decimal(amount), maintenanceMargin: decimal(maintenance) });
      broker.script.always('getAccount', () => account);
      await clock.advance(10_000);
    },
    async told() {
      const messages = await toldIn(journal);
      return messages.map((it) => ('about' in it ? `${it.type} ${it.about} ${it.percent.slice(0, 5)}` : it.type));
    },
  };
}

/** The list of what was booked holds one transfer. */
function paid(amount: string, venueAt: number) {
  const transfer: Income = { type: 'transfer', symbol: null, asset: 'USDT', amount: decimal(amount), venueAt };
  return ({ fromAt = 0 }: { readonly fromAt?: number } = {}) => [transfer].filter((it) => it.venueAt >= fromAt);
}

describe('the levels of an account', () => {
  test('a price near the liquidation is told once, and once when it is away again', async () => {
    const { mark, told, journal } = await startBench();
    await mark('60000');
    expect(await told()).toEqual([]);
    await mark('59900');
    await mark('59800');
    await mark('60200');
    expect(await told()).toEqual(['risk.warning liquidation 4.841']);
    expect(await toldIn(journal)).toMatchObject([
      { account: { brokerId: 'main', environment: 'live' }, symbol: 'BTCUSDT', direction: 'long', edge: '57000' },
    ]);
    await mark('61000');
    await mark('61500');
    expect(await told()).toEqual(['risk.warning liquidation 4.841', 'risk.eased liquidation 6.557']);
    await mark('59900');
    expect(await told()).toHaveLength(3);
  });

  test.each([
    ['near its liquidation, too: a warning of its own', '58000', ['risk.warning liquidation 1.398']],
    ['far from its liquidation: no word of what is over', '90000', []],
  ])('a position was turned and is %s', async (_, liquidationPrice, then) => {
    const { mark, turn, told, journal } = await startBench();
    await mark('57200');
    expect(await told()).toEqual(['risk.warning liquidation 0.349']);
    await turn(liquidationPrice);
    expect((await told()).slice(1)).toEqual(then);
    expect((await toldIn(journal)).slice(1)).toMatchObject(then.map(() => ({ direction: 'short' })));
    await mark('57200');
    expect((await told()).slice(1 + then.length)).toEqual(['risk.warning liquidation 0.349']);
  });

  test('a restart repeats nothing, and hears when it is over', async () => {
    const first = await startBench();
    await first.mark('59000');
    await first.runner.stop();
    const second = await startBench(first.journal);
    await second.mark('59000');
    expect(await second.told()).toEqual(['risk.warning liquidation 3.389']);
    await second.mark('61500');
    expect(await second.told()).toEqual(['risk.warning liquidation 3.389', 'risk.eased liquidation 7.317']);
  });

  test('an account that cannot be read is neither in danger nor out of it', async () => {
    const { mark, broker, clock, told } = await startBench();
    await mark('59000');
    broker.script.always('getPositions', new BrokerError('timeout', { operation: 'getPositions', message: 'Slow.' }));
    await clock.advance(600_000);
    expect(await told()).toEqual(['risk.warning liquidation 3.389']);
    broker.script.always('getPositions', 'hang');
    await clock.advance(600_000);
    await mark('59000');
    expect(await told()).toEqual(['risk.warning liquidation 3.389']);
  });

  test('what positions need of the equity', async () => {
    const { equity, told } = await startBench();
    await equity('10000', '7900');
    await equity('10000', '8100');
    await equity('10000', '7000');
    await equity('10000', '6000');
    expect(await told()).toEqual(['risk.warning margin 81', 'risk.eased margin 60']);
  });

  test('what was lost today, and since the highest', async () => {
    const { equity, told, clock } = await startBench();
    await equity('10000');
    await equity('9650');
    expect(await told()).toEqual(['risk.warning day-drawdown 3.5']);
    await equity('12000');
    await equity('10700');
    expect(await told()).toEqual([
      'risk.warning day-drawdown 3.5',
      'risk.eased day-drawdown -20',
      'risk.warning drawdown 10.83',
    ]);
    // the next day begins with what there is
    await clock.advance(86_400_000);
    await equity('10400');
    expect(await told()).toHaveLength(3);
  });

  test('a peak outlives a restart', async () => {
    const first = await startBench();
    await first.equity('12000');
    await first.runner.stop();
    const second = await startBench(first.journal);
    await second.equity('10000');
    expect(await second.told()).toContain('risk.warning drawdown 16.66');
  });

  test('a withdrawal is no loss', async () => {
    const { equity, told, broker, clock } = await startBench();
    await equity('10000');
    broker.script.always('getIncome', paid('-4000', clock.now()));
    await equity('6000');
    await equity('5900');
    expect(await told()).toEqual([]);
    await equity('5800');
    expect(await told()).toEqual(['risk.warning day-drawdown 3.333']);
  });

  test('a deposit does not end the warning of a loss that stands', async () => {
    const { equity, told, broker, clock } = await startBench();
    await equity('10000');
    await equity('9600');
    broker.script.always('getIncome', paid('1000', clock.now()));
    await equity('10600');
    expect(await told()).toEqual(['risk.warning day-drawdown 4']);
    await equity('10900');
    expect(await told()).toEqual(['risk.warning day-drawdown 4', 'risk.eased day-drawdown 0.909']);
  });

  test('a deposit does not hide what is lost that day, nor since the highest', async () => {
    const { equity, told, broker, clock } = await startBench();
    await equity('10000');
    broker.script.always('getIncome', paid('1000', clock.now()));
    await equity('11000');
    await equity('10100');
    expect(await told()).toEqual(['risk.warning day-drawdown 8.181']);
    await equity('9800');
    expect(await told()).toEqual(['risk.warning day-drawdown 8.181', 'risk.warning drawdown 10.90']);
  });

  test('whether money was paid is asked at most once a minute, and again where no answer came', async () => {
    const { equity, told, broker, clock } = await startBench();
    let asked = 0;
    const slow = new BrokerError('timeout', { operation: 'getIncome', message: 'Slow.' });
    broker.script.always('getIncome', () => {
      asked += 1;
      throw slow;
    });
    const paidAt = clock.now() + 15_000;
    await equity('10000');
    for (let step = 1; step <= 17; step += 1) await equity('11000');
    expect([asked, await told()]).toEqual([3, []]);
    broker.script.always('getIncome', paid('1000', paidAt));
    for (let step = 1; step <= 6; step += 1) await equity('11000');
    await equity('10600');
    expect(await told()).toEqual(['risk.warning day-drawdown 3.636']);
  });

  test('what the exchange does not say of transfers keeps no other warning back', async () => {
    const { equity, told, broker } = await startBench();
    await equity('10000');
    broker.script.always('getIncome', new BrokerError('timeout', { operation: 'getIncome', message: 'Slow.' }));
    await equity('6000', '5000');
    expect(await told()).toEqual(['risk.warning margin 83.33']);
  });

  test('where the exchange does not say whether it was one, nothing is claimed yet', async () => {
    const { equity, told, broker } = await startBench();
    await equity('10000');
    broker.script.always('getIncome', new BrokerError('timeout', { operation: 'getIncome', message: 'Slow.' }));
    await equity('6000');
    expect(await told()).toEqual([]);
    broker.script.always('getIncome', () => []);
    await equity('6000');
    expect(await told()).toHaveLength(2);
  });
});
