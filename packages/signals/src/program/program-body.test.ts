import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createSignalProcessor } from '../processor.ts';
import { createWorld, testRoute } from '../simulation/world.test.fixture.ts';
import { isSameSignal, programBody, programHash } from './program-body.ts';
import type { ProgramSignal } from './program-signal.ts';

const OPEN: ProgramSignal = {
  id: 'a',
  symbol: 'BTCUSDT',
  action: 'buy',
  marketPositionSize: '1',
  prevMarketPositionSize: '0',
};

async function processed() {
  const world = await createWorld({ routes: [testRoute()] });
  await world.life.engine.stop();
  const processor = createSignalProcessor({ manager: world.life.manager, clock: world.clock });
  return async (signal: ProgramSignal) => {
    const [done] = await Promise.all([processor.process(signal), world.clock.advance(2_000)]);
    return done;
  };
}

test.each<[string, ProgramSignal]>([
  ['as it is', { ...OPEN }],
  ['with other digits', { ...OPEN, marketPositionSize: '1.0', prevMarketPositionSize: '0.00' }],
  ['with amounts of another type', { ...OPEN, marketPositionSize: decimal('1'), prevMarketPositionSize: 0n }],
  [
    'in another order',
    { prevMarketPositionSize: '0', marketPositionSize: '1', action: 'buy', symbol: 'BTCUSDT', id: 'a' },
  ],
])('a signal that comes again %s is a repeat', async (_name, again) => {
  const run = await processed();
  expect(await run(OPEN)).toMatchObject({ ok: true, repeat: false });
  expect(await run(again)).toMatchObject({ ok: true, repeat: true });
});

test('another amount under its id is refused', async () => {
  const run = await processed();
  await run(OPEN);
  expect(await run({ ...OPEN, marketPositionSize: '1.01' })).toMatchObject({ ok: false, code: 'key-reused' });
});

test('whole numbers close a position, too', async () => {
  const run = await processed();
  await run({ ...OPEN, marketPositionSize: 1n });
  const close = { symbol: 'BTCUSDT', action: 'sell', marketPositionSize: 0n, prevMarketPositionSize: 1n } as const;
  expect(await run(close)).toMatchObject({ ok: true, orders: [{ kind: 'reduce', filledQuantity: '1' }] });
});

test('a row that an earlier version wrote is known by what it says', () => {
  const body = JSON.stringify({ ...OPEN, marketPositionSize: '1.0' });
  const row = { body, bodyHash: programHash(body) };
  expect([isSameSignal(row, programBody(OPEN)), isSameSignal(row, programBody({ ...OPEN, id: 'b' }))]).toEqual([
    true,
    false,
  ]);
});
