import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../../workspace-root.ts';
import { readBlocks, whyNotRun } from './read-blocks.ts';
import { readPages } from './read-pages.ts';

const TIMEOUT = 300_000;
/** What a program reads in the folder where it runs. */
const FILES = { 'perpdesk.yaml': 'routes: { demo: { simbols: [BTCUSDT] } }\n' };

const run = promisify(execFile);

/** What it says that it prints: the comment behind a `console.log`, or the comment lines below one. */
function printedBy(code: string): readonly string[] {
  const lines = code.split('\n');
  return lines.flatMap((line, index) => {
    if (!line.includes('console.log(')) return [];
    const [, behind] = /\); \/\/ ([^;]+)/.exec(line) ?? [];
    if (behind !== undefined) return [behind];
    const below = lines.slice(index + 1);
    const end = below.findIndex((next) => !next.startsWith('// '));
    return below.slice(0, end).map((next) => next.slice('// '.length));
  });
}

/** A package that runs its README's programs itself, in ways of its own, is not run again. */
const runsItself = (page: string) => existsSync(join(WORKSPACE_ROOT, dirname(page), 'src/readme.test.ts'));

const programs = readPages()
  .flatMap(readBlocks)
  .filter((block) => block.language === 'ts' && whyNotRun(block) === null)
  .map((block, index) => ({ at: `${block.page}:${block.line}`, name: `program-${index + 1}`, ...block }));

describe('the program in a page', () => {
  // inside the workspace, so that the packages' names are found
  mkdirSync(join(WORKSPACE_ROOT, 'tmp'), { recursive: true });
  const folder = mkdtempSync(join(WORKSPACE_ROOT, 'tmp/pages-'));
  const homeOf = (name: string) => join(folder, name);
  let compiled = '';

  beforeAll(async () => {
    for (const { name, text } of programs) {
      mkdirSync(homeOf(name));
      for (const [file, content] of Object.entries(FILES)) writeFileSync(join(homeOf(name), file), content);
      writeFileSync(join(homeOf(name), 'program.mts'), text);
    }
    const options = { composite: false, declarationMap: false, noEmit: true, rootDir: WORKSPACE_ROOT, types: ['node'] };
    const config = {
      extends: join(WORKSPACE_ROOT, 'tsconfig.base.json'),
      compilerOptions: options,
      include: ['*/*.mts'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const compiler = join(WORKSPACE_ROOT, 'node_modules/@typescript/native/bin/tsc');
    compiled = await run(process.execPath, [compiler, '-p', folder]).then(
      () => '',
      (error: unknown) => String(Reflect.get(Object(error), 'stdout')),
    );
  }, TIMEOUT);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(programs)('passes the compiler: $at', ({ name }) => {
    expect(compiled.split('\n').filter((line) => line.includes(`${name}/`))).toEqual([]);
  });

  const foreign = programs.filter(({ page }) => !runsItself(page));
  test.each(foreign)(
    'runs, and prints what it says: $at',
    async ({ name, text }) => {
      const words = ['--conditions=@perpdesk/source', 'program.mts'];
      const { stdout, stderr } = await run(process.execPath, words, { cwd: homeOf(name), timeout: TIMEOUT });
      expect(stdout.split('\n')).toEqual(expect.arrayContaining([...printedBy(text)]));
      expect(stderr !== '').toBe(text.includes('console.error('));
    },
    TIMEOUT,
  );
});
