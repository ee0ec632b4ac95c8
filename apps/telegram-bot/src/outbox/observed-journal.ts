import type { Journal, JournalChange, OutboxMessage } from '@perpdesk/journal/port';

export interface JournalObserver {
  /** For these chats there are new messages. */
  readonly onMessages: (targets: readonly string[]) => void;
  /** These changes are durable now. */
  readonly onChanges?: (changes: readonly JournalChange[]) => void;
  /** Whether a write went through. */
  readonly onWrite?: (isWritten: boolean) => void;
}

/** The same journal; says after each commit what is new. */
export function createObservedJournal<Kind extends Journal>(
  journal: Kind,
  { onMessages, onChanges, onWrite }: JournalObserver,
): Kind {
  const write = async <T>(work: Promise<T>): Promise<T> => {
    try {
      const result = await work;
      onWrite?.(true);
      return result;
    } catch (error) {
      onWrite?.(false);
      throw error;
    }
  };
  const announce = (messages: readonly OutboxMessage[]) => {
    if (messages.length > 0) onMessages([...new Set(messages.map((message) => message.target))]);
  };
  const messagesOf = (changes: readonly JournalChange[]) =>
    changes.flatMap((change) => (change.type === 'outbox-insert' ? [change.message] : []));
  return {
    ...journal,
    async acceptSignal(row, messages) {
      const result = await write(journal.acceptSignal(row, messages));
      if (result.fresh) announce(messages);
      return result;
    },
    async commit(changes, options) {
      const result = await write(journal.commit(changes, options));
      if (!result.ok) return result;
      announce(messagesOf(changes));
      onChanges?.(changes);
      return result;
    },
    acceptUpdates: (rows) => write(journal.acceptUpdates(rows)),
    lease: (request) => write(journal.lease(request)),
  };
}
