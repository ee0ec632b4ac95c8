import type { ResolvedConfig } from '../program/resolve-config.ts';

/** All that the commands which read a journal take from the machine. */
export interface ReviewPorts {
  readonly resolve: (configPath: string | null) => Promise<ResolvedConfig>;
  /** Unix ms. */
  readonly now: () => number;
  /** Columns of the terminal. */
  readonly width: number;
  /** One or more lines of output. */
  readonly say: (text: string) => void;
  /** One or more lines for a person, apart from the output. */
  readonly complain: (text: string) => void;
  /** Output as it stands; resolves when there is room for more, with `false` where nobody reads on. */
  readonly write: (chunk: string) => Promise<boolean>;
}

/** Exit codes: fine, something was found or could not be done, the words or the configuration are wrong. */
export const EXIT = { fine: 0, failed: 1, wrong: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
