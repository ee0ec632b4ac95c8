import type { Journal } from '@perpdesk/journal/port';

/** Whether the journal took the last write. */
export interface JournalHealth {
  readonly isWritable: boolean;
  observe(isWritten: boolean): void;
  /** After a failure it tries a write that changes nothing, so that an idle desk hears of the recovery too. */
  probe(journal: Journal): void;
}

export function createJournalHealth(): JournalHealth {
  let isWritable = true;
  let isProbing = false;
  return {
    get isWritable() {
      return isWritable;
    },
    observe(isWritten) {
      isWritable = isWritten;
    },
    probe(journal) {
      if (isWritable || isProbing) return;
      isProbing = true;
      void journal
        .commit([{ type: 'flag-put', name: 'probe', value: null }])
        .catch(() => {})
        .finally(() => {
          isProbing = false;
        });
    },
  };
}
