import type { BrokerError, Order } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import type { Sending } from './evidence.ts';

/** The attempt is handed to the broker now. */
export function noteSent(run: Run, { id, attempt }: IntentRow): Sending {
  const sending: Sending = { attempt, sentAt: run.now(), acknowledgedAt: null, answer: null };
  run.book.evidence.sends.set(id, sending);
  return sending;
}

/** The attempt is answered now; not if the exchange said by another way how the order stands, and that was written. */
export function noteAnswer(run: Run, { id }: IntentRow, sending: Sending, answer: Order | BrokerError): void {
  const { sends } = run.book.evidence;
  if (sends.get(id) !== sending) return;
  const isError = answer instanceof Error;
  const isFromExchange = !isError || answer.outcome === 'rejected';
  sends.set(id, {
    ...sending,
    acknowledgedAt: isFromExchange ? run.now() : null,
    answer: isError ? answer.code : null,
  });
}
