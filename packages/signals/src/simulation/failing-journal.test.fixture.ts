import { JournalError, type Journal, type JournalErrorCode } from '@perpdesk/journal/port';

/** A journal that can be made to take no write, as on a full disk; with `unreachable` it cannot be read, either. */
export interface FailingJournal {
  readonly journal: Journal;
  /** `null`: it works again. */
  fail(code: JournalErrorCode | null): void;
  /** The next commit is stored, and its answer lost: `unreachable` from then on. */
  loseAnswer(): void;
}

export function createFailingJournal(journal: Journal): FailingJournal {
  let failure: JournalErrorCode | null = null;
  let isLosing = false;
  const error = (outcome: 'not-written' | 'unknown' = 'not-written') =>
    new JournalError(failure ?? 'io', 'It cannot be written.', { outcome });
  const write = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (isLosing) {
      isLosing = false;
      failure = 'unreachable';
      await work();
      throw error('unknown');
    }
    if (failure !== null) throw error();
    return work();
  };
  const read = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (failure === 'unreachable') throw error();
    return work();
  };
  return {
    fail(code) {
      failure = code;
      isLosing = false;
    },
    loseAnswer() {
      isLosing = true;
    },
    journal: {
      isLasting: journal.isLasting,
      acceptSignal: (row, messages) => write(() => journal.acceptSignal(row, messages)),
      commit: (changes) => write(() => journal.commit(changes)),
      acceptUpdates: (rows) => write(() => journal.acceptUpdates(rows)),
      prune: (before) => write(() => journal.prune(before)),
      lease: (request) => write(() => journal.lease(request)),
      listSignals: (filter) => read(() => journal.listSignals(filter)),
      listIntents: (filter) => read(() => journal.listIntents(filter)),
      listFills: (filter) => read(() => journal.listFills(filter)),
      readLedger: () => read(() => journal.readLedger()),
      listOutbox: (filter) => read(() => journal.listOutbox(filter)),
      outboxDepth: () => read(() => journal.outboxDepth()),
      listPendingUpdates: () => read(() => journal.listPendingUpdates()),
      getConfirm: (nonce) => read(() => journal.getConfirm(nonce)),
      readFlags: () => read(() => journal.readFlags()),
      listAudit: (newest) => read(() => journal.listAudit(newest)),
      writeState: () => (failure === null ? journal.writeState() : { isWritable: false, code: failure }),
      close: () => journal.close(),
    },
  };
}
