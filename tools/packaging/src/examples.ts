import assert from 'node:assert/strict';
import type { Project } from './project.ts';
import type { PublishedPackage } from './published-packages.ts';
import { asCommonJs, examplesOf } from './readme.ts';
import { node } from './run.ts';

/** Files that an example expects beside it. */
const FILES_BESIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '@perpdesk/broker-config': { 'perpdesk.yaml': 'brokers:\n  paper: {}\n' },
};

/**
 * Runs the examples of a README in a project where all that they import is installed.
 *
 * @param how As printed, or with `require()` in place of `import`.
 * @throws {AssertionError} where one fails, complains, or prints something else than its comments say.
 */
export async function runExamples(
  outside: Project,
  { manifest, readme }: PublishedPackage,
  how: 'import' | 'require',
): Promise<void> {
  const examples = examplesOf(readme);
  for (const [file, text] of Object.entries(FILES_BESIDE[manifest.name] ?? {})) await outside.write(file, text);
  for (const [index, { code, prints }] of examples.entries()) {
    const stem = `${manifest.name.split('/')[1]}-${index + 1}`;
    const file = await outside.write(
      how === 'import' ? `${stem}.mts` : `${stem}.cts`,
      how === 'import' ? code : asCommonJs(code),
    );
    const { stdout, ...rest } = await node(outside.folder, file);
    assert.deepEqual(rest, { code: 0, stderr: '' }, `${file}: ${stdout}`);
    if (prints.length > 0) assert.deepEqual(stdout.trimEnd().split('\n'), prints, file);
  }
}

/** A program that takes every entry by `import` and by `require()`, and fails where they are not one and the same. */
export function loadProgram(entries: readonly string[]): string {
  return `import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
for (const entry of ${JSON.stringify(entries)}) {
  const imported = await import(entry);
  const required = require(entry);
  assert.notEqual(Object.keys(imported).length, 0, entry);
  assert.deepEqual(Object.keys(required), Object.keys(imported), entry);
  for (const name of Object.keys(imported)) assert.equal(required[name], imported[name], name);
}
`;
}

/** Options of a strict project for Node. */
export const STRICT_OPTIONS = {
  target: 'es2023',
  lib: ['es2023', 'esnext.disposable'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
};
