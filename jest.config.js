import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname } from 'node:path';
import preset from './jest.preset.js';

const root = import.meta.dirname;
const projects = globSync('{packages,apps,tools}/*/tsconfig.json', { cwd: root }).map(dirname).toSorted();

export default {
  // one more than cores: the longest suites wait for real servers most of their time
  maxWorkers: availableParallelism() + 1,
  // machines are shared, and stand still for seconds: what hangs is found all the same
  testTimeout: 20_000,
  testSequencer: `${root}/jest.sequencer.js`,
  projects: projects.map((dir) => ({ ...preset, displayName: basename(dir), rootDir: `${root}/${dir}` })),
  collectCoverageFrom: ['**/src/**/*.ts', '!**/*.test.ts'],
  coverageDirectory: 'coverage',
  coverageProvider: 'v8',
};
