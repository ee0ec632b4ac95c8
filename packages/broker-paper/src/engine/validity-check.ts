import type { Validity } from '@perpdesk/broker-core';
import { type Refusal, refuse } from './refusal.ts';

/** Whether a request may be executed at `at` (Unix ms); both ends of the validity are inside. */
export function checkValidity(validity: Validity | undefined, at: number): Refusal | null {
  if (validity === undefined) return null;
  const { fromAt, untilAt } = validity;
  if (at >= fromAt && at <= untilAt) return null;
  const message = `The request is valid from ${fromAt} until ${untilAt}, the exchange's time is ${at}. Send it anew with a new validity.`;
  return refuse('validity-expired', message);
}
