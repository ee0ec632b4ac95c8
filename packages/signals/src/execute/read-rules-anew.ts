import { BrokerError, type BrokerErrorCode } from '@perpdesk/broker-core';
import type { Run } from '../run.ts';
import { inTime } from './in-time.ts';

const RULE_CODES: ReadonlySet<BrokerErrorCode> = new Set([
  'above-maximum',
  'below-minimum',
  'invalid-precision',
  'instrument-not-trading',
]);
/** What comes after a refusal waits no longer for the rules; they are read every half minute, too. */
const RULES_MS = 2_000;

/** Where an order was refused for a rule of its instrument, what follows is planned by the rules of now. Never rejects. */
export async function readRulesAnew(
  { clock, manager, logger }: Pick<Run, 'clock' | 'manager' | 'logger'>,
  brokerId: string,
  error: unknown,
): Promise<void> {
  if (!BrokerError.is(error) || !RULE_CODES.has(error.code)) return;
  try {
    await inTime(clock, RULES_MS, 'refreshInstruments', manager.refreshInstruments(brokerId));
  } catch (failure) {
    logger.warn('instruments not read after a refusal', { brokerId, error: failure });
  }
}
