import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { generatedPages } from './generated-pages.ts';

const isCheck = process.argv.includes('--check');

for (const [page, text] of Object.entries(generatedPages())) {
  const file = join(WORKSPACE_ROOT, page);
  if (!isCheck) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`${page} is not what the code says. Run npm run docs.\n`);
    process.exitCode = 1;
  }
}
