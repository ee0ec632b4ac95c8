import type { Journal } from '../port/journal.ts';

/** What comes out of another thread has the prototypes of the process; Jest's tests have their own, and compare them. */
export function ofThisRealm(journal: Journal): Journal {
  const local = async <Value>(answer: Promise<Value>): Promise<Value> => rebuild(await answer);
  return {
    ...journal,
    acceptSignal: (...args) => local(journal.acceptSignal(...args)),
    commit: (...args) => local(journal.commit(...args)),
    listSignals: (...args) => local(journal.listSignals(...args)),
    listIntents: (...args) => local(journal.listIntents(...args)),
    listFills: (...args) => local(journal.listFills(...args)),
    readLedger: () => local(journal.readLedger()),
    listOutbox: (...args) => local(journal.listOutbox(...args)),
    outboxDepth: () => local(journal.outboxDepth()),
    listPendingUpdates: () => local(journal.listPendingUpdates()),
    getConfirm: (...args) => local(journal.getConfirm(...args)),
    readFlags: () => local(journal.readFlags()),
    listAudit: (...args) => local(journal.listAudit(...args)),
    lease: (...args) => local(journal.lease(...args)),
  };
}

function rebuild<Value>(value: Value): Value {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
