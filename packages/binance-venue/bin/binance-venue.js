#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..');
const built = join(folder, 'dist', 'cli.js');
const isBuilt = existsSync(built);
if (!isBuilt) {
  // a checkout that was never built: the packages beside this one are sources too
  module.registerHooks({
    resolve: (specifier, context, nextResolve) =>
      nextResolve(specifier, { ...context, conditions: [...context.conditions, '@perpdesk/source'] }),
  });
}
const { runCli } = await import(isBuilt ? built : join(folder, 'src', 'cli.ts'));
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
