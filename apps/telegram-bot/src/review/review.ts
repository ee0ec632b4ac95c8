import type { Arguments } from '../program/parse-arguments.ts';
import { type JournalReview, reviewJournal } from './review-journal.ts';
import type { ExitCode, ReviewPorts } from './review-ports.ts';
import { reviewSignals, type SignalsReview } from './review-signals.ts';

/** A command that reads a journal, also while the desk runs. */
export type Review = SignalsReview | JournalReview;

export function isReview(given: Arguments): given is Review {
  return 'source' in given;
}

/** @throws {JournalError} if the journal cannot be read. */
export function review(given: Review, ports: ReviewPorts): Promise<ExitCode> {
  return given.command === 'signals-list' || given.command === 'signals-show' || given.command === 'signals-replay'
    ? reviewSignals(given, ports)
    : reviewJournal(given, ports);
}
