import { expect, test } from 'vitest';
import { BrokerError, decimal, type Instrument, silentLogger } from '@perpdesk/broker-core';
import { createFakeClock, fakeInstrument } from '@perpdesk/broker-core/testing';
import { createInstruments } from './instruments.ts';

const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'ETHUSDC', 'SOLUSDT', '币安人生USDT'];
const HOUR_MS = 60 * 60_000;

function bench() {
  const clock = createFakeClock(1_790_000_000_000);
  const warnings: unknown[] = [];
  const logger = { ...silentLogger, warn: (_: string, fields?: unknown) => void warnings.push(fields) };
  const instruments = createInstruments({ clock, logger });
  const reads: ((listed: readonly Instrument[] | Error) => void)[] = [];
  const read = () =>
    new Promise<readonly Instrument[]>((resolve, reject) => {
      reads.push((listed) => (listed instanceof Error ? reject(listed) : resolve(listed)));
    });
  const listed = (tickSize: string) => SYMBOLS.map((symbol) => fakeInstrument({ symbol, tickSize: decimal(tickSize) }));
  return { clock, instruments, reads, read, listed, warnings };
}

async function loaded() {
  const parts = bench();
  const { instruments, read, reads, listed } = parts;
  const leave = instruments.join(read);
  const all = instruments.all({ operation: 'getInstruments' });
  reads[0]!(listed('0.1'));
  await all;
  return { ...parts, leave };
}

const get = (parts: { instruments: ReturnType<typeof createInstruments> }, text: string) =>
  parts.instruments.get(text, { operation: 'getInstrument' });

test('five accounts that start at once read the list once', async () => {
  const { instruments, read, reads, listed } = bench();
  const all = Array.from({ length: 5 }, () => {
    instruments.join(read);
    return instruments.all({ operation: 'getInstruments' });
  });
  expect(reads).toHaveLength(1);
  reads[0]!(listed('0.1'));
  expect((await Promise.all(all)).map((one) => one.length)).toEqual([5, 5, 5, 5, 5]);
  await instruments.all({ operation: 'getInstruments' });
  expect(reads).toHaveLength(1);
});

test.each([
  'BTCUSDT',
  'btcusdt',
  ' btcusdt ',
  'BTC/USDT',
  'BTC/USDT:USDT',
  'BINANCE:BTCUSDT.P',
  'BTCUSDTPERP',
  'BTC-USDT-SWAP',
  'BTC_USDT',
])('%j is BTCUSDT', async (text) => expect((await get(await loaded(), text)).symbol).toBe('BTCUSDT'));

test('the exchange’s own name is found at once, and has an old list read anew', async () => {
  const { instruments, clock, reads } = await loaded();
  expect(instruments.find('BTCUSDT')?.symbol).toBe('BTCUSDT');
  expect(instruments.find('btcusdt')).toBeNull();
  expect(reads).toHaveLength(1);
  await clock.advance(HOUR_MS + 1);
  expect(instruments.find('BTCUSDT')?.symbol).toBe('BTCUSDT');
  expect(reads).toHaveLength(2);
  expect(bench().instruments.find('BTCUSDT')).toBeNull();
});

test('a name in other letters is found as it is written', async () => {
  expect((await get(await loaded(), '币安人生USDT')).symbol).toBe('币安人生USDT');
});

test.each([
  ['SOLUSTD', ['SOLUSDT', 'BTCUSDT', 'ETHUSDC']],
  ['BINANCE:ETHUSD.P', ['ETHUSDC', 'ETHUSDT', 'BTCUSDT']],
])('%s is unknown: nothing is sent, and three names are offered', async (text, names) => {
  await expect(get(await loaded(), text)).rejects.toMatchObject({
    code: 'unknown-symbol',
    outcome: 'not-sent',
    message: `Binance lists no perpetual "${text}". Did you mean ${names.join(', ')}?`,
  });
});

test('after an hour the list is read anew while the old one is told', async () => {
  const parts = await loaded();
  await parts.clock.advance(HOUR_MS + 1);
  expect((await get(parts, 'BTCUSDT')).tickSize).toEqual(decimal('0.1'));
  expect(parts.reads).toHaveLength(2);
  await get(parts, 'BTCUSDT');
  expect(parts.reads).toHaveLength(2);
  parts.reads[1]!(parts.listed('0.01'));
  await parts.clock.advance(0);
  expect((await get(parts, 'BTCUSDT')).tickSize).toEqual(decimal('0.01'));
});

test('doubts of many accounts read the list once, and not again within ten seconds', async () => {
  const parts = await loaded();
  parts.instruments.doubt();
  expect(parts.reads).toHaveLength(1);
  await parts.clock.advance(10_000);
  for (let at = 0; at < 5; at += 1) parts.instruments.doubt();
  expect(parts.reads).toHaveLength(2);
  parts.reads[1]!(parts.listed('0.01'));
  await parts.clock.advance(0);
  parts.instruments.doubt();
  expect(parts.reads).toHaveLength(2);
  expect((await get(parts, 'BTCUSDT')).tickSize).toEqual(decimal('0.01'));
});

test('a doubt so soon after a reading is not forgotten: whoever asks later has it read anew', async () => {
  const parts = await loaded();
  parts.instruments.doubt();
  await parts.clock.advance(10_000);
  parts.instruments.find('BTCUSDT');
  expect(parts.reads).toHaveLength(2);
  parts.reads[1]!(parts.listed('0.01'));
  await parts.clock.advance(10_000);
  parts.instruments.find('BTCUSDT');
  expect(parts.reads).toHaveLength(2);
});

test('while the list is doubted, whoever asks for all of it has what is being read; one order alone waits for nothing', async () => {
  const parts = await loaded();
  await parts.clock.advance(10_000);
  parts.instruments.doubt();
  const all = parts.instruments.all({ operation: 'getInstruments' });
  expect((await get(parts, 'BTCUSDT')).tickSize).toEqual(decimal('0.1'));
  parts.reads[1]!(parts.listed('0.01'));
  expect((await all)[0]?.tickSize).toEqual(decimal('0.01'));
});

test('a list that cannot be read anew keeps the old one, and warns', async () => {
  const parts = await loaded();
  await parts.clock.advance(60_000);
  parts.instruments.doubt();
  parts.reads[1]!(new BrokerError('network', { operation: 'getInstruments', message: 'Reset.' }));
  await parts.clock.advance(0);
  expect((await get(parts, 'ETHUSDT')).symbol).toBe('ETHUSDT');
  expect(parts.warnings).toEqual([{ code: 'network' }]);
});

test('a first reading that fails fails every waiter, and the next asks again', async () => {
  const { instruments, read, reads, listed } = bench();
  instruments.join(read);
  const waiters = [instruments.all({ operation: 'getInstruments' }), instruments.all({ operation: 'getInstruments' })];
  reads[0]!(new BrokerError('network', { operation: 'getInstruments', message: 'Reset.' }));
  const ends = await Promise.allSettled(waiters);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = instruments.all({ operation: 'getInstruments' });
  reads[1]!(listed('0.1'));
  expect(await again).toHaveLength(5);
});

test('without an account that could read it says so', async () => {
  const { instruments, read } = bench();
  instruments.join(read)();
  await expect(instruments.all({ operation: 'getInstruments' })).rejects.toMatchObject({
    code: 'not-connected',
    outcome: 'not-sent',
  });
});

test('an abort ends one caller’s waiting and nobody else’s', async () => {
  const { instruments, read, reads, listed } = bench();
  instruments.join(read);
  const controller = new AbortController();
  const waiting = instruments.get('BTCUSDT', { operation: 'placeOrder', abortSignal: controller.signal });
  const other = instruments.get('BTCUSDT', { operation: 'placeOrder' });
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'aborted', outcome: 'not-sent', operation: 'placeOrder' });
  reads[0]!(listed('0.1'));
  expect((await other).symbol).toBe('BTCUSDT');
  const late = instruments.get('BTCUSDT', { operation: 'placeOrder', abortSignal: controller.signal });
  await expect(late).rejects.toMatchObject({ code: 'aborted' });
});
