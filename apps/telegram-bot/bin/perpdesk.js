#!/usr/bin/env node
// Plain JavaScript that an old Node can read, so that it can say that it is too old.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE_CONDITION = '--conditions=@perpdesk/source';

const self = fileURLToPath(import.meta.url);
const here = dirname(self);
const modules = join(here, '../../../node_modules');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isAtLeast = (wantedMajor, wantedMinor) => major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
const stripsTypes = isAtLeast(22, 18) && !(major === 23 && minor < 6);

/** Runs this file again by another Node, or with other flags, in this one's place. */
function handOver(node) {
  const child = spawn(node, [SOURCE_CONDITION, self, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}

function refuse(needed) {
  process.stderr.write(
    `Perpdesk needs Node ${needed} or newer; this is ${process.versions.node}. Install one from https://nodejs.org.\n`,
  );
  process.exit(1);
}

// Installed as a package, its build is what was published. In a checkout the sources are the truth: a build may be stale.
const isInstalled = here.split(sep).includes('node_modules');
if (isInstalled || !existsSync(join(here, '../src/main.ts'))) {
  if (isAtLeast(22, 13)) await import('../dist/main.js');
  else refuse('22.13');
} else if (!stripsTypes) {
  // npm installed a newer one beside the workspace where there is one for the platform
  const newer = join(modules, '.bin/node');
  if (existsSync(newer)) handOver(newer);
  else refuse(major === 23 ? '23.6' : '22.18');
} else if (!process.execArgv.includes(SOURCE_CONDITION)) {
  handOver(process.execPath);
} else {
  // as trustworthy as the modules beside it, unlike the shared folder that Node takes by default
  module.enableCompileCache(join(modules, '.cache/perpdesk'));
  await import('../src/main.ts');
}
