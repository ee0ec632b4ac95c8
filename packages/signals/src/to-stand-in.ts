import type { Clock } from '@perpdesk/broker-core';
import { isStandIn, type StandInJournal, withStandIn } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import { sentence } from './sentences/sentence.ts';

/** For people and programs that ask for what adds risk. */
export const UNWRITABLE = sentence('journal-unwritable');

/** The journal with what stands in for it. */
export function toStandIn(journal: Journal, clock: Pick<Clock, 'now'>): StandInJournal {
  return isStandIn(journal) ? journal : withStandIn(journal, { now: () => clock.now() });
}
