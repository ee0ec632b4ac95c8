import { join } from 'node:path';
import { rolldown } from 'rolldown';

/*
 * The desk of the crash tests with all of its modules as one file: starting it takes a third of the time, and it is started
 * hundreds of times. Argument: the folder that the file is written to, within the workspace.
 */
const [folder = ''] = process.argv.slice(2);
const bundle = await rolldown({
  input: join(import.meta.dirname, 'crash-desk.test.fixture.ts'),
  platform: 'node',
  resolve: { conditionNames: ['@perpdesk/source', 'node', 'import'] },
  // loaded only where they are needed, or no JavaScript
  external: [/^pg(-native)?$/, /^@resvg\//],
});
await bundle.write({ file: join(folder, 'desk.mjs'), format: 'esm', codeSplitting: false });
await bundle.close();
