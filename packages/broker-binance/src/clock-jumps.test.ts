import { describe, expect, test } from 'vitest';
import { silentLogger, systemClock } from '@perpdesk/broker-core';
import { fakeInstrument } from '@perpdesk/broker-core/testing';
import { createAccountMode } from './account-mode.ts';
import { createInstruments } from './instruments.ts';
import { settableClock } from './settable-clock.test.fixture.ts';
import { createSparseLog } from './stream/sparse-log.ts';
import { connectBench, failureOf, id, taking, until } from './venue-bench.test.fixture.ts';

const HOUR_MS = 3_600_000;

describe('a clock that jumps ahead and is set right again', () => {
  test('the account trades after one refusal each time', async () => {
    let shiftMs = 0;
    const { broker, venue } = await connectBench({}, { clock: { ...systemClock, now: () => Date.now() + shiftMs } });
    const isMeasured = () => Math.abs((broker.clockOffsetMs ?? Infinity) + shiftMs) < 1_000;
    await broker.placeOrder(taking('in'));
    shiftMs = HOUR_MS;
    expect((await failureOf(broker.placeOrder(taking('ahead')))).code).toBe('clock');
    await until('the jump is measured', isMeasured);
    await broker.placeOrder(taking('in-2'));
    shiftMs = 0;
    expect((await failureOf(broker.closePosition('BTCUSDT', { clientOrderId: id('out') }))).code).toBe('clock');
    await until('the way back is measured', isMeasured);
    await broker.closePosition('BTCUSDT', { clientOrderId: id('out-2') });
    expect(venue.state().positions).toEqual([]);
  }, 20_000);

  test('the account’s mode is doubted as soon as ever', () => {
    const clock = settableClock();
    let reads = 0;
    const mode = createAccountMode({ clock, logger: silentLogger, read: async () => void (reads += 1) });
    clock.set(HOUR_MS);
    mode.doubt();
    mode.doubt();
    clock.set(-HOUR_MS);
    mode.doubt();
    mode.doubt();
    expect(reads).toBe(2);
  });

  test('instruments are read again: how old they are is not known', async () => {
    const clock = settableClock();
    let reads = 0;
    const instruments = createInstruments({ clock, logger: silentLogger });
    instruments.join(async () => {
      reads += 1;
      return [fakeInstrument()];
    });
    clock.set(HOUR_MS);
    await instruments.all({ operation: 'getInstruments' });
    clock.set(-HOUR_MS);
    instruments.find('BTCUSDT');
    instruments.find('BTCUSDT');
    expect(reads).toBe(2);
  });

  test('the log says on', () => {
    const clock = settableClock();
    const said: string[] = [];
    const log = createSparseLog({ clock, logger: { ...silentLogger, warn: (message) => void said.push(message) } });
    clock.set(HOUR_MS);
    log('kind', 'ahead');
    clock.set(-HOUR_MS);
    log('kind', 'right');
    log('kind', 'again');
    expect(said).toEqual(['ahead', 'right']);
  });
});
