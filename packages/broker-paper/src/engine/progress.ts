import type { EngineEvent } from './event.ts';
import type { EngineState } from './state.ts';
import { carryPositions } from './totals.ts';

/** A step on its way: the state so far and what happened so far. */
export type Progress = { readonly state: EngineState; readonly events: readonly EngineEvent[] };

export function begin(state: EngineState): Progress {
  return { state, events: [] };
}

export function advance(progress: Progress, change: Partial<EngineState>, ...events: readonly EngineEvent[]): Progress {
  const state = { ...progress.state, ...change };
  if (change.positions !== undefined) carryPositions(progress.state, state);
  return { state, events: [...progress.events, ...events] };
}
