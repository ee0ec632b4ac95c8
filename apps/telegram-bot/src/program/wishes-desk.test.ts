import { afterEach, expect, test } from 'vitest';
import { startProgramBench } from '../testing/program-bench.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

test('a direction with a size and a leverage becomes a position, and a close closes it', async () => {
  const route = { mode: 'direction', overrides: ['size', 'leverage'] } as const;
  const desk = await startProgramBench({ route, onClose: (close) => void closers.push(close) });
  const ask = (fields: object) =>
    desk.post(JSON.stringify({ symbol: 'BTCUSDT.P', firedAt: new Date(Date.now()).toISOString(), ...fields }));
  expect(await ask({ action: 'long', notional: '1500', leverage: '7', price: '60000' })).toMatchObject({ status: 200 });
  await desk.sees('BTCUSDT hold long, 1 500 USDT');
  await desk.sees('BTCUSDT LONG 0.025 · 7x');
  expect(await ask({ action: 'long', notional: '1500' })).toMatchObject({ status: 200 });
  await desk.sees('It is long already.');
  expect(await ask({ action: 'close_long' })).toMatchObject({ status: 200 });
  await desk.sees('BTCUSDT close long');
  await desk.sees('BTCUSDT closed by the signal');
  expect(desk.position()).toBe('0');
}, 60_000);
