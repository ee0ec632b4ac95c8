import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import preset from './jest.preset.js';

const root = import.meta.dirname;
const projects = globSync('{packages,apps,tools}/*/tsconfig.json', { cwd: root }).map(dirname).toSorted();

export default {
  // many tests wait for processes, sockets and clocks of their own: the default, a core less than there are, idles
  maxWorkers: '150%',
  projects: projects.map((dir) => ({ ...preset, displayName: basename(dir), rootDir: `${root}/${dir}` })),
  collectCoverageFrom: ['**/src/**/*.ts', '!**/*.test.ts'],
  coverageDirectory: 'coverage',
  coverageProvider: 'v8',
};
