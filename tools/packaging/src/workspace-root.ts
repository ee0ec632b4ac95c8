import { join } from 'node:path';

/** Absolute folder of this repository. */
export const WORKSPACE_ROOT = join(import.meta.dirname, '../../..');
