import { BrokerError, type BrokerErrorCode, type Order } from '@perpdesk/broker-core';
import type { Run } from '../run.ts';
import { inTime } from './in-time.ts';

/** The order came when its validity was over, or before it began. */
const LATE: readonly BrokerErrorCode[] = ['validity-expired', 'clock'];
/** The next order waits no longer for the time that it is signed by. */
const MAX_WAIT_MS = 2_000;

export function isLate(answer: Order | BrokerError): boolean {
  return BrokerError.is(answer) && LATE.includes(answer.code);
}

/** The exchange's time, measured anew where an order was refused for it, before the next one is signed. Never rejects. */
export async function measureIfLate(
  { manager, clock }: Pick<Run, 'manager' | 'clock'>,
  brokerId: string,
  answer: Order | BrokerError,
): Promise<void> {
  if (!isLate(answer)) return;
  await inTime(clock, MAX_WAIT_MS, 'measureClock', manager.measureClock(brokerId)).catch(() => undefined);
}
