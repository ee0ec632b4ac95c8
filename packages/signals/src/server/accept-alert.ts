import type { Logger } from '@perpdesk/broker-core';
import type { AlertAnswer, AlertInput, SignalEngine } from '../engine.ts';

/** Nothing is stored: the sender has to send again. */
export const UNAVAILABLE: AlertAnswer = {
  status: 503,
  signalId: null,
  result: 'unavailable',
  code: null,
  detail: null,
};

/** The engine's answer; 503, which makes the sender try again, while it stops or cannot store. */
export async function acceptAlert(
  engine: Pick<SignalEngine, 'acceptAlert' | 'status'>,
  input: AlertInput,
  logger: Logger,
): Promise<AlertAnswer> {
  if (engine.status().isStopping) return UNAVAILABLE;
  try {
    const answer = await engine.acceptAlert(input);
    const { status, result, code, signalId } = answer;
    logger.info('alert answered', { routeId: input.routeId, status, result, code, signalId });
    return answer;
  } catch (error) {
    logger.error('alert not accepted', {
      routeId: input.routeId,
      error: error instanceof Error ? error.name : 'unknown',
    });
    return UNAVAILABLE;
  }
}
