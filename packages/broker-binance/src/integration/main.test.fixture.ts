import { test } from 'node:test';
import { CONFORMANCE_CASES, conformance } from '@perpdesk/broker-core/testing';
import { BINANCE_CAPABILITIES } from '../capabilities.ts';
import { createBinanceBroker } from '../create-binance-broker.ts';
import { demoSettings } from './demo-settings.test.fixture.ts';
import { runExperiments } from './experiments.test.fixture.ts';

/*
 * `npm run test:integration`: the conformance kit against Binance's demo with the keys in BINANCE_DEMO_API_KEY and
 * BINANCE_DEMO_SECRET_KEY, then the experiments that answer what no document says. It places orders, cancels all orders and
 * closes all positions in its symbols: the account must be there for tests alone. It refuses live hosts.
 */
const say = (text: string) => void process.stdout.write(`${text}\n`);
/** What a case may find used of the limit when it begins. */
const PART_PER_CASE = 0.5;
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
const settings = demoSettings(process.env);

if (settings.kind === 'skip') {
  say(`Integration tests SKIPPED: ${settings.reason}. Nothing was run against Binance.`);
} else if (settings.kind === 'refuse') {
  say(`Integration tests REFUSED: ${settings.reason}.`);
  process.exitCode = 1;
} else {
  const { options } = settings;
  const symbols = ['BTCUSDT', 'ETHUSDT'] as const;
  // one account and one address: what it may weigh a minute is waited for, case by case
  const broker = createBinanceBroker({ id: 'demo', ...options });
  const createBench = async () => {
    if (!broker.isConnected) await broker.connect();
    for (; broker.limits.weight.used > broker.limits.weight.limit * PART_PER_CASE; await pause(1_000));
    return { broker, symbols, patienceMs: 20_000, close: async () => {} };
  };
  conformance(test, CONFORMANCE_CASES, createBench, [...BINANCE_CAPABILITIES, 'fills', 'two-symbols']);
  void test('open questions, answered by experiment', async () => {
    await broker.close();
    await runExperiments(options, symbols[0], say);
  });
}
