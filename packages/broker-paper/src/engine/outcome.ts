import type { VenueOrderId } from '@perpdesk/broker-core';
import type { Progress } from './progress.ts';
import type { Refusal } from './refusal.ts';

/** A command carried out, with the orders that it was about, or refused. */
export type Outcome =
  | { readonly ok: true; readonly progress: Progress; readonly touched: readonly VenueOrderId[] }
  | Refusal;

export function done(progress: Progress, touched: readonly VenueOrderId[] = []): Outcome {
  return { ok: true, progress, touched };
}
