import type { Environment } from '@perpdesk/broker-core';
import type { Speech } from '../../language/speech.ts';
import type { Card } from '../card.ts';

/** A card as it may be sent, for any reader. */
export type Sample = (speech: Speech) => Card;

/** By card function, then by what the sample shows. */
export type Samples = Readonly<Record<string, Readonly<Record<string, Sample>>>>;

/** Unix ms: 2026-11-22 07:00:03 UTC. */
export const AT = Date.UTC(2026, 10, 22, 7, 0, 3);

export const NONCE = 'nonce-0123456789';

export function account(brokerId = 'main', environment: Environment = 'live') {
  return { brokerId, environment } as const;
}
