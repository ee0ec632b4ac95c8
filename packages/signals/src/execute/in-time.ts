import { BrokerError, type Clock } from '@perpdesk/broker-core';
import { sentence } from '../sentences/sentence.ts';

/**
 * The broker's answer, or `timeout` after `limitMs`: a broker that hangs holds nothing up. The call itself goes on unheard.
 *
 * @throws {BrokerError} `timeout`, and what the call throws.
 */
export function inTime<T>(clock: Clock, limitMs: number, operation: string, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.schedule(limitMs, () =>
      reject(new BrokerError('timeout', { message: sentence('no-answer-within', { ms: limitMs }), operation })),
    );
    answer.then(resolve, reject).finally(cancel);
  });
}
