import type { Arguments } from '../program/parse-arguments.ts';
import type { JournalReview } from './review-journal.ts';
import type { SignalsReview } from './review-signals.ts';

/** A command that reads a journal, also while the desk runs. */
export type Review = SignalsReview | JournalReview;

export function isReview(given: Arguments): given is Review {
  return 'source' in given;
}
