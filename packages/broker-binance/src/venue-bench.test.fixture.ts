import { expect, onTestFinished } from 'vitest';
import { type BinanceVenue, type BinanceVenueOptions, createBinanceVenue } from '@perpdesk/binance-venue';
import { BrokerError, decimal, type Logger, type OrderRequest, toClientOrderId } from '@perpdesk/broker-core';
import type { BinanceBroker } from './binance-broker.ts';
import type { BinanceBrokerOptions } from './binance-options.ts';
import { createBinanceBroker } from './create-binance-broker.ts';

export const API_KEY = 'bench-key-4711';
export const SECRET_KEY = 'bench-secret-0815';

export interface LogLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** An exchange of one account, what was asked of it, and brokers for it; all closed after the test. */
export async function openBench(
  account: Partial<NonNullable<BinanceVenueOptions['accounts']>[number]> = {},
  options: BinanceVenueOptions = {},
) {
  const accounts = [{ apiKey: API_KEY, secretKey: SECRET_KEY, ...account }];
  const venue = await createBinanceVenue({ seed: 1, accounts, ...options });
  onTestFinished(() => venue.close());
  const calls: string[] = [];
  const lines: LogLine[] = [];
  venue.faults.plan(({ transport, method, path }) => {
    if (transport !== 'stream') calls.push(transport === 'rest' ? `${method} ${path}` : path);
    return null;
  });
  const add = (given: Partial<BinanceBrokerOptions> = {}) => createBench(venue, lines, given);
  return { venue, calls, lines, add };
}

function createBench(venue: BinanceVenue, lines: LogLine[], given: Partial<BinanceBrokerOptions>): BinanceBroker {
  const write =
    (level: keyof Logger) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}) =>
      void lines.push({ level, message, fields });
  const broker = createBinanceBroker({
    id: 'bench',
    environment: 'demo',
    credentials: { apiKey: API_KEY, secretKey: SECRET_KEY },
    endpoints: { rest: venue.url, stream: venue.wsUrl, wsApi: venue.wsUrl },
    wsApi: false,
    readTimeoutMs: 3_000,
    writeTimeoutMs: 1_500,
    logger: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    ...given,
  });
  onTestFinished(() => broker.close());
  return broker;
}

/** As `openBench`, with one broker that is connected, its connecting not counted. */
export async function connectBench(
  account: Parameters<typeof openBench>[0] = {},
  given: Partial<BinanceBrokerOptions> = {},
  options: BinanceVenueOptions = {},
) {
  const bench = await openBench(account, options);
  const broker = bench.add(given);
  await broker.connect();
  bench.calls.length = 0;
  return { ...bench, broker };
}

export const id = (name: string) => toClientOrderId(`bench-${name}`);

/** A limit order far below the market of BTCUSDT, which rests. */
export const resting = (name: string, changes: object = {}): OrderRequest => ({
  type: 'limit',
  symbol: 'BTCUSDT',
  side: 'buy',
  positionSide: 'net',
  quantity: decimal('0.01'),
  price: decimal('50000'),
  clientOrderId: id(name),
  ...changes,
});

export const taking = (name: string, changes: object = {}): OrderRequest => ({
  type: 'market',
  symbol: 'BTCUSDT',
  side: 'buy',
  positionSide: 'net',
  quantity: decimal('0.01'),
  clientOrderId: id(name),
  ...changes,
});

export async function failureOf(work: Promise<unknown>): Promise<BrokerError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(BrokerError.is(error)).toBe(true);
  return error as BrokerError;
}

export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 900; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Not in time: ${what}.`);
}
