import { expect, test } from 'vitest';
import fc from 'fast-check';
import { createMemoryJournal } from '../memory/index.ts';
import type { JournalChange } from '../port/change.ts';
import { CONFIRM_STATES } from '../port/chat-rows.ts';
import { INTENT_STATES } from '../port/intent-row.ts';
import { JournalError } from '../port/journal-error.ts';
import type { Journal } from '../port/journal.ts';
import { OUTBOX_PRIORITIES, OUTBOX_STATES } from '../port/outbox-row.ts';
import { PRUNE_TABLES } from '../port/prune-before.ts';
import { SIGNAL_STATES } from '../port/signal-row.ts';
import { suiteName, TEST_ENGINES } from './engines.test.fixture.ts';
import {
  confirmOf,
  fillOf,
  intentOf,
  ledgerOf,
  messageOf,
  SAMPLE_AT,
  signalOf,
  streamOf,
  updateOf,
} from './samples.ts';

/** What a thread adds is the way of the calls; each starts two. */
const RUNS = { 'sqlite in a thread': 10, others: 30 };
const one = (prefix: string, last = 3) => fc.nat({ max: last }).map((n) => `${prefix}${n}`);
const text = fc.oneof(one('t'), fc.string({ unit: 'binary', maxLength: 4 }), fc.constantFrom('a\0b', '', '__proto__'));
const maybe = fc.option(text);
const at = fc.nat({ max: 6 }).map((n) => SAMPLE_AT + n * 1_000);
const state = <State>(states: readonly State[]) => fc.constantFrom(...states);
const version = fc.nat({ max: 3 });
const optional = { requiredKeys: [] };

const message = fc
  .record({
    event: one('e', 5),
    target: one('c', 1),
    priority: state(OUTBOX_PRIORITIES),
    thread: one('h', 1),
    at,
    text,
  })
  .map(({ event, target, priority, thread, at: createdAt, text: payload }) =>
    messageOf(event, { target, priority, thread, createdAt, payload }),
  );
const signal = fc
  .record({
    id: one('s', 5),
    key: one('k', 5),
    source: text,
    receivedAt: at,
    state: state(SIGNAL_STATES),
    updatedAt: at,
    body: text,
    stream: maybe,
    plan: maybe,
  })
  .map(({ id, ...values }) => signalOf(id, values));
const intent = fc
  .record({
    id: one('i'),
    signalId: one('s'),
    brokerId: one('b', 1),
    state: state(INTENT_STATES),
    updatedAt: at,
    clientOrderId: maybe,
    plan: maybe,
  })
  .map(({ id, ...values }) => intentOf(id, values));
const fill = fc
  .record({
    trade: one('f'),
    intentId: fc.option(one('i')),
    symbol: one('Y', 1),
    venueAt: at,
    recordedAt: fc.option(at),
  })
  .map(({ trade, ...values }) => fillOf(trade, values));
const confirm = fc
  .record({ nonce: one('n'), expiresAt: at, state: state(CONFIRM_STATES) })
  .map(({ nonce, ...values }) => confirmOf(nonce, values));
const entry = fc.record({ at, actor: text, action: text, detail: text });

/** The sequence of an outbox update counts the messages there are; each journal has its own numbers. */
const change: fc.Arbitrary<JournalChange> = fc.oneof(
  fc.record({
    type: fc.constant('signal-update' as const),
    id: one('s'),
    from: fc.subarray([...SIGNAL_STATES]),
    patch: fc.record({ state: state(SIGNAL_STATES), code: maybe, stream: maybe, signal: maybe, plan: maybe }, optional),
  }),
  fc.record({ type: fc.constant('intent-insert' as const), intent }),
  fc.record({
    type: fc.constant('intent-update' as const),
    id: one('i'),
    version,
    patch: fc.record(
      {
        state: state(INTENT_STATES),
        attempt: version,
        clientOrderId: maybe,
        untilAt: fc.option(at),
        after: maybe,
        trace: maybe,
      },
      optional,
    ),
  }),
  fc.record({
    type: fc.constant('lease-held' as const),
    guard: fc.record({ name: one('l', 1), owner: one('o', 1), fence: version, validForMs: fc.nat({ max: 900 }) }),
  }),
  fc.record({ type: fc.constant('fill-insert' as const), fill }),
  fc.record({
    type: fc.constant('stream-put' as const),
    version,
    row: fc.record({ stream: one('x', 1), code: text }).map(streamOf),
  }),
  fc.record({
    type: fc.constant('ledger-put' as const),
    version,
    row: fc
      .record({ stream: one('x', 1), brokerId: one('b', 1), unit: maybe, protect: maybe, entries: maybe })
      .map(ledgerOf),
  }),
  fc.record({ type: fc.constant('outbox-insert' as const), message }),
  fc.record({
    type: fc.constant('outbox-update' as const),
    sequence: fc.nat({ max: 7 }),
    patch: fc.record(
      { state: state(OUTBOX_STATES), attempts: version, nextAt: at, maybeDuplicate: fc.boolean(), error: maybe },
      optional,
    ),
  }),
  fc.record({ type: fc.constant('update-done' as const), updateId: fc.nat({ max: 4 }) }),
  fc.record({ type: fc.constant('confirm-insert' as const), row: confirm }),
  fc.record({
    type: fc.constant('confirm-update' as const),
    nonce: one('n'),
    from: fc.subarray([...CONFIRM_STATES]),
    patch: fc.record({ state: state(CONFIRM_STATES), result: maybe, messageId: fc.option(fc.nat()) }, optional),
  }),
  fc.record({ type: fc.constant('flag-put' as const), name: text, value: maybe }),
  fc.record({ type: fc.constant('audit-append' as const), entry }),
);

type Call = (journal: Journal) => Promise<unknown>;
const call = <T>(arbitrary: fc.Arbitrary<T>, of: (value: T) => Call) => arbitrary.map(of);
const signalFilter = fc.record(
  {
    ids: fc.array(one('s')),
    keys: fc.array(one('k')),
    states: fc.subarray([...SIGNAL_STATES]),
    stream: text,
    source: text,
    receivedFrom: at,
    receivedTo: at,
    newest: version,
  },
  optional,
);
const intentFilter = fc.record(
  { signalIds: fc.array(one('s')), states: fc.subarray([...INTENT_STATES]), brokerId: one('b'), clientOrderId: text },
  optional,
);
const fillFilter = fc.record({ symbol: one('Y', 1), intentId: one('i'), newest: version }, optional);
const outboxFilter = fc.record({ dueAt: at, target: one('c', 1), thread: one('h', 1), limit: version }, optional);
const pruneBefore = fc.record(Object.fromEntries(PRUNE_TABLES.map((table) => [table, at])), optional);
const leaseRequest = fc.record({ name: one('l', 1), owner: one('o', 1), ttlMs: fc.constantFrom(0, 400, 2_000) });
const calls = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: call(
        fc.tuple(signal, fc.array(message, { maxLength: 2 })),
        (sent) => (to) => to.acceptSignal(...sent),
      ),
    },
    {
      weight: 12,
      arbitrary: call(fc.array(change, { maxLength: 2 }), (changes) => async (to) => to.commit(await own(to, changes))),
    },
    call(fc.array(fc.nat({ max: 5 })), (ids) => (to) => to.acceptUpdates(ids.map(updateOf))),
    { weight: 4, arbitrary: call(at, (before) => (to) => to.prune(before)) },
    call(pruneBefore, (before) => (to) => to.prune(before)),
    {
      weight: 3,
      arbitrary: call(leaseRequest, (request) => (to) => to.lease(request)),
    },
    call(signalFilter, (filter) => (to) => to.listSignals(filter)),
    call(intentFilter, (filter) => (to) => to.listIntents(filter)),
    call(fillFilter, (filter) => (to) => to.listFills(filter)),
    call(outboxFilter, (filter) => (to) => to.listOutbox(filter)),
    call(one('n'), (nonce) => (to) => to.getConfirm(nonce)),
  ),
  { minLength: 20, maxLength: 60, size: 'max' },
);

async function own(journal: Journal, changes: readonly JournalChange[]): Promise<readonly JournalChange[]> {
  const known = [...(await journal.listOutbox({ thread: 'h0' })), ...(await journal.listOutbox({ thread: 'h1' }))];
  const sequences = known.map(({ sequence }) => sequence).toSorted((a, b) => a - b);
  return changes.map((item) =>
    item.type === 'outbox-update' ? { ...item, sequence: sequences[item.sequence] ?? 999_999 } : item,
  );
}

/** Everything the port shows. */
const everything: Call = async (journal) => ({
  signals: await journal.listSignals({}),
  intents: await journal.listIntents({}),
  fills: await journal.listFills({}),
  ledger: await journal.readLedger(),
  outbox: [await journal.listOutbox({}), await journal.listOutbox({ thread: 'h0' }), await journal.outboxDepth()],
  updates: await journal.listPendingUpdates(),
  confirms: await Promise.all(['n0', 'n1', 'n2', 'n3'].map((nonce) => journal.getConfirm(nonce))),
  flags: Object.entries(await journal.readFlags()).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  audit: await journal.listAudit(1_000),
});

/** The answer as text, without the sequences: each journal numbers its messages as it likes. */
async function answerOf(ask: Call, journal: Journal): Promise<string> {
  // columns that came later stand last in a table
  const inOrder = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries('eventId' in value ? { ...value, sequence: 0 } : value).toSorted(([a], [b]) =>
            a < b ? -1 : 1,
          ),
        )
      : value;
  try {
    return JSON.stringify(await ask(journal), inOrder);
  } catch (error) {
    if (JournalError.is(error)) return error.code;
    throw error;
  }
}

for (const engine of TEST_ENGINES.filter(({ name }) => name !== 'memory')) {
  const testEngine = engine.missing === null ? test : test.skip;
  testEngine(
    `${suiteName(engine)} and memory give the same answers to any calls, and again after it was opened anew`,
    async () => {
      const run = async (asked: readonly Call[]) => {
        let clock = SAMPLE_AT;
        const now = () => clock;
        const memory = createMemoryJournal({ now });
        const store = await engine.create(now);
        let disk = await store.open();
        try {
          for (const ask of [...asked, everything]) {
            clock += 500;
            expect(await answerOf(ask, disk)).toBe(await answerOf(ask, memory));
          }
          await disk.close();
          disk = await store.open();
          expect(await answerOf(everything, disk)).toBe(await answerOf(everything, memory));
        } finally {
          await disk.close();
          store.remove();
        }
      };
      const numRuns = engine.name === 'sqlite in a thread' ? RUNS[engine.name] : RUNS.others;
      await fc.assert(fc.asyncProperty(calls, run), { numRuns });
    },
    120_000,
  );
}
