import type { OwnerName } from '../system-owner.ts';

/** What the thread begins with. */
export interface ThreadData {
  readonly path: string;
  readonly ballastBytes: number;
  readonly owner: OwnerName;
  /** The asker's time, Unix ms. */
  readonly at: number;
}
