import { expect, test } from 'vitest';
import { connectBench } from '../venue-bench.test.fixture.ts';

const PATH = 'GET /fapi/v1/symbolConfig';
const ASKED = ['BTCUSDT', 'ETHUSDT'];

test('leverage and margin type that are asked for at once share one request each instrument', async () => {
  const { broker, calls } = await connectBench();
  await broker.setLeverage('ETHUSDT', 7);
  await broker.setMarginType('BTCUSDT', 'isolated');
  calls.length = 0;
  const read = await Promise.all(
    ASKED.map(async (symbol) => Promise.all([broker.getLeverage(symbol), broker.getMarginType(symbol)])),
  );
  expect(read[0]?.[1]).toBe('isolated');
  expect(read[1]).toEqual([7, 'cross']);
  expect(calls.filter((call) => call === PATH)).toHaveLength(2);
});

test('many instruments take one request, and what is asked for later one of its own', async () => {
  const { broker, calls } = await connectBench();
  const symbols = (await broker.getInstruments()).map(({ symbol }) => symbol).slice(0, 5);
  expect(symbols.length).toBeGreaterThan(3);
  calls.length = 0;
  const read = await Promise.all(symbols.map((symbol) => broker.getLeverage(symbol)));
  expect(read.every((leverage) => leverage >= 1)).toBe(true);
  expect(calls.filter((call) => call === PATH)).toHaveLength(1);
  await broker.setLeverage(symbols[0] ?? '', 9);
  expect(await broker.getLeverage(symbols[0] ?? '')).toBe(9);
  expect(calls.filter((call) => call === PATH)).toHaveLength(2);
});

test('a caller that gives up does not take the others along', async () => {
  const { broker } = await connectBench();
  const asking = broker.getLeverage('BTCUSDT', { abortSignal: AbortSignal.abort() });
  const other = broker.getLeverage('BTCUSDT');
  await expect(asking).rejects.toMatchObject({ code: 'aborted' });
  expect(await other).toBeGreaterThanOrEqual(1);
});
