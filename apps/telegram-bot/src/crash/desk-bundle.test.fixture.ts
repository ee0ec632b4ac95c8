import { join } from 'node:path';
import { rolldown } from 'rolldown';

/*
 * The desk of the crash tests with all of its modules as one file: starting it takes a third of the time, and it is started
 * hundreds of times. The journal's thread is a program of its own beside it. Argument: the folder that the files are written
 * to, within the workspace.
 */
const [folder = ''] = process.argv.slice(2);
const PROGRAMS = {
  'desk.mjs': join(import.meta.dirname, 'crash-desk.test.fixture.ts'),
  'journal-thread.mjs': join(import.meta.dirname, '../../../../packages/journal/src/sqlite/thread/journal-thread.ts'),
};

for (const [name, input] of Object.entries(PROGRAMS)) {
  const bundle = await rolldown({
    input,
    platform: 'node',
    resolve: { conditionNames: ['@perpdesk/source', 'node', 'import'] },
    // loaded only where they are needed, or no JavaScript
    external: [/^pg(-native)?$/, /^@resvg\//],
  });
  await bundle.write({ file: join(folder, name), format: 'esm', codeSplitting: false });
  await bundle.close();
}
