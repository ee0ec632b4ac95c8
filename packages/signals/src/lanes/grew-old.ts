import type { IntentRow } from '@perpdesk/journal/port';
import { LEFT_OUT } from '../faults/leave-out.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import type { NoOrder } from './end-refused.ts';

/** The end of an entry that waited for its turn too long; what held it up is said where a person has to end that. */
export function grewOld(run: Run, { brokerId, symbol }: IntentRow): NoOrder {
  const isHeldUp = run.book.intents
    .openOfLane(brokerId, symbol)
    .some(({ state, code }) => state === 'needs-operator' && code !== LEFT_OUT);
  const detail = sentence('grew-old');
  return { code: 'too-old', detail: isHeldUp ? `${detail} ${sentence('waited-for-settle', { symbol })}` : detail };
}
