import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { generatedPages } from './generated-pages.ts';

test.each(Object.entries(generatedPages()))('%s is what the code says (npm run docs)', (page, text) => {
  expect(readFileSync(join(WORKSPACE_ROOT, page), 'utf8')).toBe(text);
});
