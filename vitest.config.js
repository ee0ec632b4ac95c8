import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './vitest.sequencer.js';

const root = import.meta.dirname;
// these put broken modules in the place of the engine's own, which only Vite's module runner can undo
const TEETH = ['packages/signals/src/simulation/teeth-*.test.ts'];
// what an exchange has said of an address outlives its accounts, and ports of servers that have ended come again
const OF_ONE_PROCESS = [
  'packages/broker-binance/src/**/*.test.ts',
  'packages/*/src/**/*.venue.test.ts',
  'apps/telegram-bot/src/program/{callback-rates,door,planted-secrets}.test.ts',
  'apps/telegram-bot/src/recover/recover-desk.test.ts',
];
// Node's own loader strips the types: what is tested is what runs
const NATIVE = { experimental: { viteModuleRunner: false }, execArgv: ['--conditions=@perpdesk/source'] };

export default defineConfig({
  // sources, no build
  ssr: { resolve: { conditions: ['@perpdesk/source', 'node'] } },
  test: {
    pool: 'forks',
    // one more than cores: the longest suites wait for real servers most of their time
    maxWorkers: availableParallelism() + 1,
    // a worker loads the engine once, not for each file; tests leave nothing behind that another could see
    isolate: false,
    // machines are shared, and stand still for seconds: what hangs is found all the same
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    slowTestThreshold: 10_000,
    // a title is a sentence: nothing of it is cut
    taskTitleValueFormatTruncate: 0,
    sequence: { sequencer: LongestFirst },
    setupFiles: [`${root}/tools/nx/src/console/fail-on-console.ts`],
    disableConsoleIntercept: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['{packages,apps,tools}/*/src/**/*.test.ts'],
          exclude: [...TEETH, ...OF_ONE_PROCESS, '**/node_modules/**'],
          ...NATIVE,
        },
      },
      { extends: true, test: { name: 'alone', include: OF_ONE_PROCESS, isolate: true, ...NATIVE } },
      { extends: true, test: { name: 'teeth', include: TEETH } },
    ],
  },
});
