import { POSITION_MODES, type PositionMode } from '@perpdesk/broker-core';
import { done, type Outcome } from './outcome.ts';
import { advance, type Progress } from './progress.ts';
import { refuse } from './refusal.ts';

export function setPositionMode(progress: Progress, positionMode: PositionMode): Outcome {
  const { state } = progress;
  if (!POSITION_MODES.includes(positionMode)) {
    return refuse('invalid-request', `The position mode ${positionMode} is none of ${POSITION_MODES.join(', ')}.`);
  }
  if (state.positionMode === positionMode) return done(progress);
  if (state.positions.length > 0 || state.orders.length > 0) {
    return refuse('has-open-exposure', 'The account has positions or open orders. Close and cancel first.');
  }
  return done(advance(progress, { positionMode }));
}
