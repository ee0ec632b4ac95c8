import type { Clock } from '@perpdesk/broker-core';
import type { CommitResult, Journal } from '@perpdesk/journal/port';

/** Writes commits in order, each some ms after it was asked for; what a crash finds unwritten is lost. */
/** @param ms The longest that one may take. */
export function slowJournal(journal: Journal, clock: Clock, life: { readonly isDead: boolean }, ms = 3): Journal {
  let turn = 0;
  let lastAt = 0;
  const later = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      turn += 1;
      lastAt = Math.max(lastAt, clock.now() + Math.ceil((ms * (1 + (turn % 3))) / 3));
      clock.schedule(lastAt - clock.now(), () => {
        if (!life.isDead) queue = queue.then(() => work().then(resolve, reject));
      });
    });
  let queue: Promise<void> = Promise.resolve();
  return {
    ...journal,
    acceptSignal: (row, messages) => later(() => journal.acceptSignal(row, messages)),
    commit: (changes): Promise<CommitResult> => later(() => journal.commit(changes)),
  };
}
