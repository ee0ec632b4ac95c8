import type { JournalChange } from '../port/change.ts';

/** Lets what touches the same rows be carried out in the order it was asked for; the rest goes beside each other. */
export interface Turns {
  take<Result>(changes: readonly JournalChange[], work: () => Promise<Result>): Promise<Result>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    async take(changes, work) {
      const rows = new Set(changes.flatMap(rowsOf));
      const before = [...rows].flatMap((row) => last.get(row) ?? []);
      const running = Promise.allSettled(before).then(work);
      for (const row of rows) last.set(row, running);
      try {
        return await running;
      } finally {
        for (const row of rows) if (last.get(row) === running) last.delete(row);
      }
    },
  };
}

/** The rows that a change reads or writes, and for a message its thread, which is read in order. */
function rowsOf(change: JournalChange): readonly string[] {
  switch (change.type) {
    case 'signal-update':
      return [`signal ${change.id}`];
    case 'intent-insert':
      return [`intent ${change.intent.id}`, `signal ${change.intent.signalId}`];
    case 'intent-update':
      return [`intent ${change.id}`];
    case 'fill-insert': {
      const { brokerId, symbol, tradeId, intentId } = change.fill;
      return [`fill ${brokerId} ${symbol} ${tradeId}`, ...(intentId === null ? [] : [`intent ${intentId}`])];
    }
    case 'stream-put':
      return [`stream ${change.row.stream}`];
    case 'ledger-put':
      return [`ledger ${change.row.brokerId} ${change.row.stream}`];
    case 'outbox-insert':
      return [`thread ${change.message.thread ?? change.message.target}`];
    case 'outbox-update':
      return [`message ${change.sequence}`];
    case 'update-done':
      return [`update ${change.updateId}`];
    case 'confirm-insert':
      return [`confirm ${change.row.nonce}`];
    case 'confirm-update':
      return [`confirm ${change.nonce}`];
    case 'flag-put':
      return [`flag ${change.name}`];
    case 'audit-append':
      return ['audit'];
    case 'lease-held':
      return [];
    default:
      return change satisfies never;
  }
}
