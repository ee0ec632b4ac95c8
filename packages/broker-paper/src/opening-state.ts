import { type Decimal, decimal, type Logger, type PositionMode } from '@perpdesk/broker-core';
import { createState } from './engine/create-state.ts';
import type { EngineEvent } from './engine/event.ts';
import type { EngineInput } from './engine/input.ts';
import type { Rules } from './engine/rules.ts';
import { deserializeState } from './engine/serialize-state.ts';
import type { EngineState } from './engine/state.ts';
import { step } from './engine/step.ts';
import { PaperStoreError } from './store/paper-store-error.ts';

export interface OpeningOptions {
  readonly rules: Rules;
  readonly balances?: Readonly<Record<string, Decimal>>;
  readonly prices?: Readonly<Record<string, Decimal>>;
  readonly positionMode?: PositionMode;
  readonly logger: Logger;
}

export type Opening = { readonly state: EngineState; readonly events: readonly EngineEvent[] };

const STANDARD_BALANCES = { USDT: decimal('10000') };

/**
 * The exchange as it was stored, or a new one with its first deposits; the events are still to be committed.
 *
 * Mark prices are the feed's to give anew: a feed that gives none is not held to those of another.
 */
export function openState(stored: string | null, options: OpeningOptions, at: number): Opening {
  const { rules, prices, positionMode, logger } = options;
  const fresh = createState({ rules, ...(prices ? { prices } : {}), ...(positionMode ? { positionMode } : {}) });
  if (stored === null) {
    const deposits = Object.entries(options.balances ?? STANDARD_BALANCES).filter(([, amount]) => !amount.isZero());
    return deposits.reduce<Opening>(
      (opening, [asset, amount]) => apply(opening, { type: 'deposit', asset, amount }, at),
      { state: fresh, events: [] },
    );
  }
  const restored = restore(stored, rules);
  const state = { ...restored, prices: { ...fresh.prices, ...restored.prices }, marks: {} };
  if (positionMode === undefined || positionMode === state.positionMode) return { state, events: [] };
  const opening = apply({ state, events: [] }, { type: 'set-position-mode', positionMode }, at);
  if (opening.state.positionMode !== positionMode) {
    logger.warn('position mode kept while orders or positions are open', { positionMode: state.positionMode });
  }
  return opening;
}

function restore(stored: string, rules: Rules): EngineState {
  try {
    return deserializeState(stored, rules);
  } catch (cause) {
    const detail = cause instanceof Error ? ` ${cause.message}` : '';
    throw new PaperStoreError('corrupt', `The stored paper exchange cannot be read.${detail}`, { cause });
  }
}

function apply({ state, events }: Opening, input: EngineInput, at: number): Opening {
  const next = step(state, input, at);
  return { state: next.state, events: [...events, ...next.events] };
}
