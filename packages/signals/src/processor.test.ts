import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { type Journal, JournalError } from '@perpdesk/journal/port';
import { createSignalProcessor, type SignalProcessor } from './processor.ts';
import { derivePositions } from './program/derive-positions.ts';
import type { ProgramSignal } from './program/program-signal.ts';
import { createFailingJournal } from './simulation/failing-journal.test.fixture.ts';
import { createWorld, testRoute, type World } from './simulation/world.test.fixture.ts';

const OPEN: ProgramSignal = {
  symbol: 'BTCUSDT.P',
  exchange: 'BINANCE',
  action: 'buy',
  positionSize: '0.02',
  price: '60000',
  marketPosition: 'long',
  marketPositionSize: '0.02',
  prevMarketPosition: 'flat',
  prevMarketPositionSize: '0',
  leverage: '10',
  tradingMode: 'isolated',
  orderType: 'market',
};

/** A world whose engine is stopped, so that the processor is alone on the account. */
async function alone(): Promise<World> {
  const world = await createWorld({ routes: [testRoute()] });
  await world.life.engine.stop();
  return world;
}

async function run(world: World, processor: SignalProcessor, signal: ProgramSignal) {
  const [done] = await Promise.all([processor.process(signal), world.clock.advance(2_000)]);
  return done;
}

describe('signal processor', () => {
  test('opens and closes by call', async () => {
    const world = await alone();
    const processor = createSignalProcessor({ manager: world.life.manager, clock: world.clock });
    const opened = await run(world, processor, OPEN);
    expect(opened).toMatchObject({ ok: true, repeat: false, settled: true, guarantee: 'at-least-once' });
    expect(opened).toMatchObject({
      orders: [{ kind: 'increase', side: 'buy', state: 'filled', filledQuantity: '0.02' }],
    });
    await run(world, processor, {
      symbol: 'BTCUSDT',
      action: 'sell',
      marketPositionSize: '0',
      prevMarketPositionSize: '0.02',
    });
    expect(world.held()).toBe('0');
  });

  test('another signal with an id that was used is refused, not taken for a repeat', async () => {
    const world = await alone();
    const processor = createSignalProcessor({ manager: world.life.manager, clock: world.clock });
    await run(world, processor, { ...OPEN, id: 'a' });
    const close = {
      symbol: 'BTCUSDT',
      action: 'sell',
      marketPositionSize: '0',
      prevMarketPositionSize: '0.02',
    } as const;
    expect(await run(world, processor, { ...close, id: 'a' })).toMatchObject({ ok: false, code: 'key-reused' });
    expect(await run(world, processor, { ...close, id: 'b' })).toMatchObject({ ok: true, repeat: false });
    expect(world.held()).toBe('0');
  });

  test('with an id and a journal the same signal is done once, by another processor too', async () => {
    const world = await alone();
    const journal = createMemoryJournal({ now: () => world.clock.now() });
    const make = () => createSignalProcessor({ manager: world.life.manager, journal, clock: world.clock });
    const first = await run(world, make(), { ...OPEN, id: 'a' });
    expect(first).toMatchObject({ ok: true, repeat: false });
    expect(await run(world, make(), { ...OPEN, id: 'a' })).toMatchObject({ ok: true, repeat: true });
    expect(world.exchange.orders).toHaveLength(1);
  });

  test('exactly once is what a journal promises that lasts, and that has the signal', async () => {
    const world = await alone();
    const memory = createMemoryJournal({ now: () => world.clock.now() });
    const lasting = createFailingJournal({ ...memory, isLasting: true });
    const make = (journal: Journal) =>
      createSignalProcessor({ manager: world.life.manager, journal, clock: world.clock });
    expect(await run(world, make(memory), { ...OPEN, id: 'a' })).toMatchObject({ guarantee: 'at-least-once' });
    // it says so at the first write only
    const processor = make({ ...lasting.journal, writeState: memory.writeState });
    const close: ProgramSignal = {
      symbol: 'BTCUSDT',
      action: 'sell',
      marketPositionSize: '0',
      prevMarketPositionSize: '0.02',
    };
    expect(await run(world, processor, { ...OPEN, id: 'a' })).toMatchObject({ guarantee: 'exactly-once' });
    lasting.fail('disk-full');
    expect(await run(world, processor, { ...close, id: 'b' })).toMatchObject({ guarantee: 'at-least-once' });
    expect(world.held()).toBe('0');
  });

  test('a journal that could not be read at the first signal is read again at the next', async () => {
    const world = await alone();
    const memory = createMemoryJournal({ now: () => world.clock.now() });
    let isThere = false;
    const readLedger: typeof memory.readLedger = () =>
      isThere ? memory.readLedger() : Promise.reject(new JournalError('unreachable', 'No server.'));
    const journal = { ...memory, readLedger };
    const processor = createSignalProcessor({ manager: world.life.manager, clock: world.clock, journal });
    const signal = { ...OPEN, id: 'a' };
    await expect(run(world, processor, signal)).rejects.toMatchObject({ code: 'unreachable' });
    isThere = true;
    expect(await run(world, processor, signal)).toMatchObject({ ok: true, repeat: false, settled: true });
    expect(world.exchange.orders).toHaveLength(1);
    await processor.close();
  });

  test('it can be closed where the journal could never be read', async () => {
    const world = await alone();
    const readLedger = () => Promise.reject(new JournalError('unreachable', 'No server.'));
    const journal = { ...createMemoryJournal({ now: () => world.clock.now() }), readLedger };
    const processor = createSignalProcessor({ manager: world.life.manager, clock: world.clock, journal });
    await expect(run(world, processor, OPEN)).rejects.toMatchObject({ code: 'unreachable' });
    await expect(processor.close()).resolves.toBeUndefined();
  });

  test('while its journal cannot be written it closes and reduces, and enters nothing', async () => {
    const world = await alone();
    const { journal, fail } = createFailingJournal(createMemoryJournal({ now: () => world.clock.now() }));
    const processor = createSignalProcessor({ manager: world.life.manager, journal, clock: world.clock });
    const step = (action: 'buy' | 'sell', from: string, to: string) =>
      run(world, processor, {
        symbol: 'BTCUSDT',
        action,
        marketPositionSize: to,
        prevMarketPositionSize: from,
      });
    await step('buy', '0', '3');
    fail('disk-full');
    expect(await step('buy', '3', '4')).toMatchObject({ ok: false, code: 'journal-unwritable' });
    expect(await step('sell', '3', '2')).toMatchObject({ ok: true });
    expect(await step('sell', '2', '0')).toMatchObject({ ok: true });
    expect(await step('buy', '0', '1')).toMatchObject({ ok: false, code: 'journal-unwritable' });
    expect(world.held()).toBe('0');
  });

  test('a signal at which the engine fails is refused as that', async () => {
    const world = await alone();
    const brokers = Object.assign([{ brokerId: 'one', factor: decimal('1') }], {
      filter() {
        throw new RangeError('A bug.');
      },
    });
    const processor = createSignalProcessor({ manager: world.life.manager, brokers, clock: world.clock });
    const done = processor.process(OPEN);
    await world.clock.advance(20_000);
    expect(await done).toMatchObject({ ok: false, code: 'internal-error' });
  });

  test('what it cannot do is refused by name', async () => {
    const world = await alone();
    const processor = createSignalProcessor({ manager: world.life.manager, clock: world.clock });
    expect(await run(world, processor, { ...OPEN, symbol: 'XYZUSDT' })).toMatchObject({
      ok: false,
      code: 'unknown-symbol',
    });
    expect(await run(world, processor, { ...OPEN, orderType: 'limit' })).toMatchObject({
      ok: false,
      code: 'unsupported-order-type',
    });
    expect(await run(world, processor, { ...OPEN, marketPositionSize: 'x' })).toMatchObject({
      ok: false,
      code: 'bad-number',
    });
    const late = { ...OPEN, prevMarketPosition: 'long', prevMarketPositionSize: '0.01' } as const;
    expect(await run(world, processor, late)).toMatchObject({ ok: false, code: 'first-sight' });
    expect(world.exchange.orders).toEqual([]);
  });

  test.each([
    ['buy', '0', '1', 'flat', 'long'],
    ['sell', '0', '1', 'flat', 'short'],
    ['buy', '1', '0', 'short', 'flat'],
    ['sell', '1', '0', 'long', 'flat'],
    ['buy', '1', '2', 'long', 'long'],
    ['sell', '1', '2', 'short', 'short'],
    ['buy', '2', '1', 'short', 'short'],
    ['sell', '2', '1', 'long', 'long'],
  ] as const)('without a side: %s from %s to %s is %s to %s', (action, from, to, previous, next) => {
    const signal = { symbol: 'BTCUSDT', action, prevMarketPositionSize: from, marketPositionSize: to };
    expect(derivePositions(signal)).toMatchObject({ ok: true, prevMarketPosition: previous, marketPosition: next });
  });

  test.each([
    ['buy', 'long', '2', '1', 'short'],
    ['buy', 'long', '1', '1', 'short'],
    ['sell', 'short', '2', '1', 'long'],
    ['buy', 'long', '1', '2', 'long'],
    ['sell', 'long', '2', '1', 'long'],
    ['buy', 'short', '2', '1', 'short'],
    ['sell', 'flat', '2', '0', 'long'],
    ['buy', 'long', '0', '1', 'flat'],
  ] as const)('the side before left out: %s to %s, %s and then %s, came from %s', (action, side, from, to, before) => {
    const sizes = { prevMarketPositionSize: from, marketPositionSize: to };
    const derived = derivePositions({ symbol: 'BTCUSDT', action, marketPosition: side, ...sizes });
    expect(derived).toMatchObject({ ok: true, prevMarketPosition: before, marketPosition: side });
  });

  test('a turn to a smaller position is made though the side before is left out', async () => {
    const world = await alone();
    const processor = createSignalProcessor({ manager: world.life.manager, clock: world.clock });
    const { prevMarketPosition: _, ...step } = OPEN;
    await run(world, processor, { ...step, action: 'sell', marketPosition: 'short', positionSize: '-0.02' });
    const turn = { positionSize: '0.01', marketPositionSize: '0.01', prevMarketPositionSize: '0.02' };
    expect(await run(world, processor, { ...step, ...turn })).toMatchObject({ ok: true });
    expect(world.held()).toBe('0.01');
  });

  test('without a side, a reversal cannot be told', () => {
    const signal = { symbol: 'BTCUSDT', action: 'buy', prevMarketPositionSize: '1', marketPositionSize: '1' } as const;
    expect(derivePositions(signal)).toMatchObject({ ok: false, code: 'missing-side' });
    expect(derivePositions({ ...signal, marketPositionSize: '2', prevMarketPosition: 'short' })).toMatchObject({
      ok: false,
      code: 'missing-side',
    });
  });
});
