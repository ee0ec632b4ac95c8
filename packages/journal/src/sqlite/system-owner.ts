import { hostname } from 'node:os';
import { pid } from 'node:process';

/** How a second opener is told who holds the journal. */
export interface OwnerName {
  readonly pid: number;
  readonly host: string;
}

/** This process: the default where the caller names nobody. */
export function systemOwner(): OwnerName {
  return { pid, host: hostname() };
}
