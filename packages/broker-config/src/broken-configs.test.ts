import { expect, test } from 'vitest';
import { BROKEN, type Broken } from './broken-configs.test.fixture.ts';
import { formatConfigErrors } from './errors/format-config-errors.ts';
import { GOOD_ENV, GOOD_LINES } from './faults-of.test.support.ts';
import { loadConfig } from './load-config.ts';

/** File, line, column, path, what was found, what is expected. */
async function faultsIn([, at, text]: Broken): Promise<readonly string[]> {
  const whole = typeof at === 'string' ? GOOD_LINES : at === 0 ? [text] : GOOD_LINES.toSpliced(at - 1, 1, text);
  const files: Readonly<Record<string, string>> = {
    'perpdesk.yaml': whole.join('\n'),
    ...(at === 'local' ? { 'perpdesk.local.yaml': text } : {}),
  };
  const readFile = async (path: string) => {
    const found = files[path];
    if (found === undefined) throw new Error('no file');
    return found;
  };
  const result = await loadConfig({ path: 'perpdesk.yaml', env: GOOD_ENV, readFile });
  return result.ok ? [] : formatConfigErrors(result.errors).split('\n');
}

test.each(BROKEN)('%s', async (...broken) => {
  const [, , , faults] = broken;
  expect(faults.length).toBeGreaterThan(0);
  expect((await faultsIn(broken)).slice(0, 3)).toEqual(faults);
});
