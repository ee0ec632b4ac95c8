import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import preset from './jest.preset.js';

const root = import.meta.dirname;
const projects = globSync('{packages,apps,tools}/*/tsconfig.json', { cwd: root }).map(dirname).toSorted();

export default {
  // the default leaves a core idle, which on two cores is half of them
  maxWorkers: '100%',
  projects: projects.map((dir) => ({ ...preset, displayName: basename(dir), rootDir: `${root}/${dir}` })),
  collectCoverageFrom: ['**/src/**/*.ts', '!**/*.test.ts'],
  coverageDirectory: 'coverage',
  coverageProvider: 'v8',
};
