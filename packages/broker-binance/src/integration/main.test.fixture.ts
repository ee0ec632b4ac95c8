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
const settings = demoSettings(process.env);

if (settings.kind === 'skip') {
  say(`Integration tests SKIPPED: ${settings.reason}. Nothing was run against Binance.`);
} else if (settings.kind === 'refuse') {
  say(`Integration tests REFUSED: ${settings.reason}.`);
  process.exitCode = 1;
} else {
  const { options } = settings;
  const symbols = ['BTCUSDT', 'ETHUSDT'] as const;
  const createBench = async () => {
    const broker = createBinanceBroker({ id: 'demo', ...options });
    await broker.connect();
    return { broker, symbols, patienceMs: 20_000, close: () => broker.close() };
  };
  conformance(test, CONFORMANCE_CASES, createBench, [...BINANCE_CAPABILITIES, 'fills', 'two-symbols']);
  void test('open questions, answered by experiment', () => runExperiments(options, symbols[0], say));
}
