import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { WORKSPACE_ROOT } from './workspace-root.ts';

/** Far more than the whole takes; what hangs is to fail, not to wait for the machine's owner. */
const LONGEST_MS = 600_000;

const totals = { passed: 0, failed: 0 };
const events = run({
  files: [join(import.meta.dirname, 'cases.ts')],
  timeout: LONGEST_MS,
  argv: process.argv.slice(2),
});
events.on('test:summary', ({ file, counts }) => {
  if (file !== undefined) return; // of one file; the whole comes last
  totals.passed = counts.passed;
  totals.failed = counts.tests - counts.passed - counts.skipped - counts.todo;
});
events.on('end', () => {
  if (totals.passed === 0 || totals.failed > 0) process.exitCode = 1;
  mkdirSync(join(WORKSPACE_ROOT, 'tmp'), { recursive: true });
  writeFileSync(join(WORKSPACE_ROOT, 'tmp/packages.json'), `${JSON.stringify(totals)}\n`);
});
events
  .compose(spec)
  .on('end', () => process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`))
  .pipe(process.stdout, { end: false });
