import type { CallOptions } from '@perpdesk/broker-core';
import type { LookUpOptions } from '../reads/look-up-order.ts';

/** What a write's own reads are asked with: the operation, and the caller's right to stop waiting. */
export function readingFor(operation: string, { abortSignal }: CallOptions): LookUpOptions {
  return abortSignal === undefined ? { operation } : { operation, abortSignal };
}
