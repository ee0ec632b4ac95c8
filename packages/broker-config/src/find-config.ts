import { join } from 'node:path';

/** The name that is looked for in the working directory. */
export const CONFIG_FILE_NAME = 'perpdesk.yaml';

export interface FindConfigOptions {
  readonly cwd: string;
  /** What `--config` says. */
  readonly explicitPath?: string;
  /** Whether there is a file. */
  readonly exists: (path: string) => Promise<boolean>;
}

/** `explicit`: as asked for, whether it exists or not; `found`: in the working directory; `embedded`: there is no file. */
export type ConfigLocation =
  | { readonly source: 'explicit' | 'found'; readonly path: string }
  | { readonly source: 'embedded'; readonly path: null };

/** Which configuration is used: the one asked for, else `perpdesk.yaml` in the working directory, else the embedded one. */
export async function findConfig({ cwd, explicitPath, exists }: FindConfigOptions): Promise<ConfigLocation> {
  if (explicitPath !== undefined) return { source: 'explicit', path: explicitPath };
  const path = join(cwd, CONFIG_FILE_NAME);
  return (await exists(path)) ? { source: 'found', path } : { source: 'embedded', path: null };
}
