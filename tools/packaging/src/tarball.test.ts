import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { strayFiles, unreachedSources } from './tarball.ts';

test('tests, fixtures, unknown files and what a gone source left in the build are stray', () => {
  const fine = ['package.json', 'LICENSE', 'src/a.ts', 'dist/a.js', 'dist/a.d.ts', 'dist/a.js.map', 'bin/desk.js'];
  const stray = ['src/a.test.ts', 'src/x.test.fixture.ts', 'dist/gone.js', '.env', 'src/e2e/b.ts', 'tsconfig.json'];
  expect(strayFiles([...fine, ...stray])).toEqual(stray);
});

test('a source is reached by imports, by its name in a path, and not otherwise', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'perpdesk-tarball-'));
  const files = {
    'bin/x.js': "await import(join(folder, 'src', 'cli.ts'));",
    'src/cli.ts': 'export {};',
    'src/index.ts': "export { a } from './deep/a.ts';\nimport type { B } from './b.ts';",
    'src/deep/a.ts': 'const child = join(import.meta.dirname, `child${extname(import.meta.filename)}`);',
    'src/deep/child.ts': "const lazy = await import('../lazy.ts');",
    'src/lazy.ts': '',
    'src/b.ts': '',
    'src/nobody.ts': "import './b.ts';",
  };
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const entries = ['./src/index.ts', './bin/x.js', './dist/index.js'];
    expect(await unreachedSources(folder, Object.keys(files), entries)).toEqual(['src/nobody.ts']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
