import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const TIMEOUT = 120_000;

/** The README's programs, as printed. */
function programsOf(readme: string): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, readme), 'utf8');
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
}

/** What it says that it prints: the comment behind a `console.log`, or the comment lines below one. */
function printedBy(code: string): readonly string[] {
  const lines = code.split('\n');
  return lines.flatMap((line, index) => {
    if (!line.includes('console.log(')) return [];
    const [, behind] = /\); \/\/ (.+)$/.exec(line) ?? [];
    if (behind !== undefined) return [behind];
    const below = lines.slice(index + 1);
    const end = below.findIndex((next) => !next.startsWith('// '));
    return below.slice(0, end).map((next) => next.slice('// '.length));
  });
}

/** A folder inside the package, so that its name is found. */
function inFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(import.meta.dirname, 'readme-example-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const node = (folder: string, words: readonly string[]) =>
  spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });

function run(code: string): readonly unknown[] {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'example.mts'), code);
    const child = node(folder, ['--conditions=@perpdesk/source', 'example.mts']);
    return [child.status, child.stderr, child.stdout.trimEnd().split('\n')];
  });
}

const own = programsOf('../README.md');
const ofJournal = programsOf('../../journal/README.md');
const PROGRAMS = [
  ...own.map((code, index) => ({ name: `of signals, ${index + 1}`, code })),
  // the package below cannot run what stands above it; it runs its other one itself
  ...ofJournal.filter((code) => code.includes('@perpdesk/signals')).map((code) => ({ name: 'of journal', code })),
];

describe('the program in the README', () => {
  test('is there: reading alone, bytes to journal, the server, a program’s signals, and the journal’s', () => {
    expect(PROGRAMS).toHaveLength(5);
  });

  test.each(PROGRAMS)(
    '$name runs as printed, and prints what it says',
    ({ code }) => {
      expect(printedBy(code).length).toBeGreaterThan(0);
      expect(run(code)).toEqual([0, '', printedBy(code)]);
    },
    TIMEOUT,
  );
});
