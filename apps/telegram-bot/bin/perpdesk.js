#!/usr/bin/env node
// Runs the built program where it stands, else its sources, which Node strips of their types.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const built = join(here, '../dist/main.js');
const source = join(here, '../src/main.ts');
const words = process.argv.slice(2);

/** The Node that npm installed with the workspace, where this one cannot run the sources. */
function nodeForSources() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const local = join(here, '../../../node_modules/.bin/node');
  return major > 22 || (major === 22 && minor >= 18) || !existsSync(local) ? process.execPath : local;
}

if (existsSync(built)) {
  await import('../dist/main.js');
} else {
  const child = spawn(nodeForSources(), ['--conditions=@perpdesk/source', source, ...words], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}
