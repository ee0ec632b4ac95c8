import type { PositionMode, PositionSide } from '@perpdesk/broker-core';
import { type Refusal, refuse } from './engine/refusal.ts';

/** The side that is meant, or why there is none: one that the mode does not have is not flat. */
export function askedSide(
  { positionMode }: { readonly positionMode: PositionMode },
  positionSide: PositionSide | undefined,
  operation: string,
): { readonly ok: true; readonly side: PositionSide } | Refusal {
  if (positionSide === undefined) {
    if (positionMode === 'one-way') return { ok: true, side: 'net' };
    return refuse('invalid-request', `In hedge mode ${operation} needs a positionSide. Say long or short.`);
  }
  if ((positionSide === 'net') === (positionMode === 'one-way')) return { ok: true, side: positionSide };
  const remedy = positionMode === 'one-way' ? 'Use net, or leave it out.' : 'Use long or short.';
  const message = `positionSide ${positionSide} does not exist in ${positionMode} mode. ${remedy}`;
  return refuse('position-mode-mismatch', message);
}
