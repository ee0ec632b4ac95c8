#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..');
const built = join(folder, 'dist', 'cli.js');
const { runCli } = await import(existsSync(built) ? built : join(folder, 'src', 'cli.ts'));
await runCli({
  argv: process.argv.slice(2),
  print: (line) => process.stdout.write(`${line}\n`),
  printError: (line) => process.stderr.write(`${line}\n`),
  setExitCode: (code) => {
    process.exitCode = code;
  },
  onStop: (stop) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
  },
});
