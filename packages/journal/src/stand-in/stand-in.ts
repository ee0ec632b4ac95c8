import { isRefusedMark } from './is-refused-mark.ts';
import type { CommitResult, JournalChange, OutboxPatch } from '../port/change.ts';
import type { IntentKind } from '../port/intent-row.ts';
import { JournalError, type JournalErrorCode } from '../port/journal-error.ts';
import type { CommitOptions, Journal } from '../port/journal.ts';
import { drives } from '../port/under-lease.ts';
import { isUnwritable } from '../rules/is-unwritable.ts';
import { systemNow } from '../system-now.ts';
import { putMessage } from '../memory/store.ts';
import { createOverlay, type Reads } from './overlay.ts';
import type { Reconciled, StandInJournal } from './stand-in-journal.ts';
import { createTurns } from './turns.ts';
import { createShadow, FIRST_SEQUENCE } from './shadow.ts';
import { nextOf, toJournal, type Unwritten, writeBack } from './write-back.ts';

/** Planned before anybody knew that the journal cannot be written. */
const LATE: readonly IntentKind[] = ['increase', 'reduce', 'target'];
const PROBE: JournalChange = { type: 'flag-put', name: 'probe', value: null };

/** `now` in Unix ms; default: the system's clock. */
export function withStandIn(
  journal: Journal,
  { now = systemNow }: { readonly now?: () => number } = {},
): StandInJournal {
  const shadow = createShadow(now);
  const inTurn = createTurns();
  const written = new Set<string>();
  const patches = new Map<number, OutboxPatch>();
  const done = new Set<number>();
  let log: Unwritten[] = [];
  let standing: { readonly since: number; code: JournalErrorCode } | null = null;
  // the journal was reached, and said that another one may drive
  let isLeased = true;
  let isPrepared = false;
  let hasBegun = false;
  let onBegin = (): void => {};
  let total = 0;
  let reconciling: Promise<Reconciled> | null = null;

  const overlay = createOverlay({
    journal,
    store: () => shadow.store,
    isReadable: () => standing?.code !== 'unreachable' && standing?.code !== 'corrupt',
    patches,
    done,
  });

  function begin(error: JournalError): void {
    if (standing !== null) return;
    shadow.forgetMessages();
    written.clear();
    standing = { since: now(), code: error.code };
    hasBegun = true;
  }
  function end(): void {
    standing = null;
    total = 0;
    log = [];
    patches.clear();
    done.clear();
    shadow.sweep();
  }
  const refusal = (): JournalError =>
    new JournalError(standing?.code ?? 'io', 'The journal cannot be written: nothing that adds risk begins.');
  const push = (entry: Unwritten): void => {
    log.push(entry);
    total += 1;
    if (hasBegun) onBegin();
    hasBegun = false;
  };

  /** The journal's answer, or memory's, which stands in at that very moment: what came before is settled by then. */
  async function ask<Result>(
    earlier: () => Promise<unknown>,
    work: () => Promise<Result>,
    onFailure: (error: JournalError) => void,
    inMemory: () => Result,
  ): Promise<Result> {
    for (;;) {
      if (standing === null) {
        try {
          return await work();
        } catch (error) {
          if (!isPrepared || !isUnwritable(error)) throw error;
          begin(error);
          onFailure(error);
        }
      }
      await earlier();
      if (standing !== null) return inMemory();
    }
  }

  function commitToMemory(changes: readonly JournalChange[], isDoubtful: boolean): CommitResult {
    const at = shadow.apply(changes);
    const change = at === null ? undefined : changes[at];
    if (at !== null && change !== undefined) return { ok: false, index: at, conflict: change.type };
    for (const one of changes) {
      if (one.type === 'outbox-update' && one.sequence < FIRST_SEQUENCE) {
        patches.set(one.sequence, { ...patches.get(one.sequence), ...one.patch });
      }
      if (one.type === 'update-done') done.add(one.updateId);
    }
    push({ type: 'changes', changes, isDoubtful });
    return { ok: true };
  }

  const commit: Journal['commit'] = (changes, options) =>
    inTurn(async (earlier) => {
      const failures: JournalError[] = [];
      const inMemory = (isLate: boolean): CommitResult => {
        if (!isLeased && drives(changes)) throw refusal();
        if (isRefusedMark(shadow.store, changes, isLate ? LATE : ['increase'])) throw failures[0] ?? refusal();
        const isDoubtful = failures.some(({ outcome }) => outcome === 'unknown');
        return commitToMemory(changes, isDoubtful);
      };
      const inJournal = async (): Promise<CommitResult> => {
        const answer = await commitToJournal(changes, options);
        if (answer.ok || answer.conflict === 'lease-held') return answer;
        // what it stands on may be in memory alone
        await earlier();
        return standing === null ? answer : inMemory(true);
      };
      const note = (error: JournalError) => void failures.push(error);
      return ask(earlier, inJournal, note, () => inMemory(failures.length > 0));
    });

  async function commitToJournal(changes: readonly JournalChange[], options?: CommitOptions): Promise<CommitResult> {
    const isOfMemory = changes.some((one) => one.type === 'outbox-update' && one.sequence >= FIRST_SEQUENCE);
    const own = isOfMemory ? await toJournal(journal, shadow.store, changes, written) : changes;
    const result = await journal.commit(own, options);
    if (result.ok) shadow.follow(changes);
    return result;
  }

  const acceptSignal: Journal['acceptSignal'] = (row, messages) =>
    inTurn(async (earlier) => {
      const isAlert = row.source.startsWith('route:');
      if (isAlert && standing !== null) throw refusal();
      const store = async () => {
        const answer = await journal.acceptSignal(row, messages);
        if (answer.fresh) shadow.followSignal(row);
        return answer;
      };
      // an alert is refused where other writes may still have room
      let isDoubtful = false;
      const note = ({ outcome }: JournalError) => void (isDoubtful ||= outcome === 'unknown');
      const inMemory = () => {
        const known = shadow.store.signals.get(shadow.store.signalsByKey.get(row.key) ?? '');
        if (known !== undefined) return { fresh: false, row: known };
        shadow.followSignal(row);
        for (const message of messages) putMessage(shadow.store, message);
        push({ type: 'signal', row, messages, isDoubtful });
        return { fresh: true, row };
      };
      return isAlert ? store() : ask(earlier, store, note, inMemory);
    });

  const acceptUpdates: Journal['acceptUpdates'] = (rows) =>
    inTurn((earlier) => {
      const inMemory = (): number => {
        const fresh = rows.filter(({ updateId }) => shadow.store.updates.get(`${updateId}`) === undefined);
        for (const row of fresh) shadow.store.updates.put(`${row.updateId}`, { ...row });
        if (fresh.length > 0) push({ type: 'updates', rows: fresh });
        return fresh.length;
      };
      const inJournal = () => journal.acceptUpdates(rows);
      return ask(earlier, inJournal, () => {}, inMemory);
    });

  const unwritable = (code: JournalErrorCode): Reconciled => {
    if (standing !== null) standing.code = code;
    return { type: 'unwritable', code };
  };

  const settled = () => inTurn((earlier) => earlier());
  async function reconcileOnce(): Promise<Reconciled> {
    try {
      // a signal is written only where the journal works: what it leads to may wait meanwhile
      if (nextOf(log)?.type !== 'changes') await journal.commit([PROBE]);
      for (let entry = nextOf(log); entry !== undefined; entry = nextOf(log)) {
        const outcome = await writeBack(journal, shadow.store, entry, { log, settled, written });
        isLeased = outcome !== 'not-leased';
        if (outcome === 'not-leased') return unwritable('held');
        if (outcome === 'does-not-fit') {
          const changes = log.length;
          end();
          isPrepared = false;
          return { type: 'lost', changes };
        }
        log.splice(log.indexOf(entry), 1);
      }
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      // out of reach, nobody says so any more: exits and stops go on
      isLeased = true;
      if (standing === null && isPrepared) begin(error);
      return unwritable(error.code);
    }
    const result = { type: 'written', changes: total, since: standing?.since ?? null } as const;
    if (standing !== null) end();
    return result;
  }

  function reconcile(): Promise<Reconciled> {
    reconciling ??= reconcileOnce().finally(() => {
      reconciling = null;
    });
    return reconciling;
  }

  const reads = (): Reads => (standing === null ? journal : overlay);
  return {
    isStandIn: true,
    isLasting: journal.isLasting,
    async prepare() {
      if (isPrepared) return;
      await shadow.seed(journal);
      isPrepared = true;
    },
    standing: () => standing && { ...standing, unwritten: log.length },
    isAlone: (id) => log.some((entry) => entry.type === 'signal' && entry.row.id === id && !entry.isDoubtful),
    know(rows) {
      for (const row of rows) shadow.followSignal(row);
    },
    onBegin: (listener) => void (onBegin = listener),
    reconcile,
    acceptSignal,
    commit,
    acceptUpdates,
    listSignals: (filter) => reads().listSignals(filter),
    listIntents: (filter) => reads().listIntents(filter),
    listFills: (filter) => reads().listFills(filter),
    readLedger: () => reads().readLedger(),
    listOutbox: (filter) => reads().listOutbox(filter),
    outboxDepth: () => reads().outboxDepth(),
    listPendingUpdates: () => reads().listPendingUpdates(),
    getConfirm: (nonce) => reads().getConfirm(nonce).then(shadow.followConfirm),
    readFlags: () => reads().readFlags(),
    listAudit: (newest) => reads().listAudit(newest),
    prune: async (before) => (standing === null ? journal.prune(before) : 0),
    lease: (request) => journal.lease(request),
    writeState: () => (standing === null ? journal.writeState() : { isWritable: false, code: standing.code }),
    async close() {
      if (log.length > 0) await reconcile().catch(() => {});
      await journal.close();
    },
  };
}
