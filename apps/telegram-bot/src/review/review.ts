import type { Review } from './is-review.ts';
import { reviewJournal } from './review-journal.ts';
import type { ExitCode, ReviewPorts } from './review-ports.ts';
import { reviewSignals } from './review-signals.ts';

/** @throws {JournalError} if the journal cannot be read. */
export function review(given: Review, ports: ReviewPorts): Promise<ExitCode> {
  return given.command === 'signals-list' || given.command === 'signals-show' || given.command === 'signals-replay'
    ? reviewSignals(given, ports)
    : reviewJournal(given, ports);
}
