import { BrokerError, sleep, systemClock, type Validity } from '@perpdesk/broker-core';
import type { IntentRow, Journal } from '@perpdesk/journal/port';
import type { createRun } from '../create-run.ts';
import type { Run } from '../run.ts';
import { engineParts } from './engine-parts.test.fixture.ts';
import { replace, replacePlace, type Tooth, TWICE } from './teeth.test.fixture.ts';

type Mark = typeof import('../execute/mark.ts');
type SettleUnknown = typeof import('../execute/settle-unknown.ts');

/** Faults of the write protocol. */
export const WRITE_TEETH: readonly Tooth[] = [
  {
    name: 'no mark: the order leaves before anything durable says so',
    needs: ({ crash }) => crash.atProbe > 0,
    caughtBy: TWICE,
    break: () => [
      replace<Mark>('../execute/mark.ts', (actual) => ({
        mark(run, w, intent, patch) {
          const marked = actual.mark(run, { ...w, after: () => {} }, intent, patch);
          run.spawnSend(() => engineParts().send(run, marked));
          return marked;
        },
      })),
    ],
  },
  {
    name: 'blind re-send: an unknown outcome is taken for one that was not sent',
    caughtBy: TWICE,
    break: () => [
      replace<SettleUnknown>('../execute/settle-unknown.ts', () => ({
        settleUnknown(run, w, intent, detail) {
          const error = new BrokerError('overloaded', { message: detail, operation: 'placeOrder' });
          engineParts().settleNotSent(run, w, intent, error);
        },
      })),
    ],
  },
  {
    name: 'query, not found, send again: the first look that finds nothing is believed',
    caughtBy: TWICE,
    break: () => [
      replace<typeof import('../execute/resolve-order.ts')>('../execute/resolve-order.ts', (actual) => ({
        resolveOrder(run, intentId, waitMs = 0) {
          const intent = run.book.intents.get(intentId);
          if (intent?.state !== 'unknown') return actual.resolveOrder(run, intentId, waitMs);
          run.spawn(() => believeFirstLook(run, intent).then(() => actual.resolveOrder(run, intentId, waitMs)));
        },
      })),
    ],
  },
  {
    name: 'the validity begins when it is sent, not with the mark',
    needs: ({ freezes }) => freezes > 0,
    caughtBy: TWICE,
    break: () => [
      replacePlace((place, { manager, clock }, id) => async (request, options) => {
        // signed by whatever is between: here a process may stand still
        await sleep(clock ?? systemClock, 0);
        const now = manager.view(id).venueNow();
        const validity: Validity = { fromAt: now - 500, untilAt: now + 3_000 };
        return place(request, { ...options, validity });
      }),
    ],
  },
  {
    name: 'no version check: whoever writes last is right',
    needs: ({ freezes }) => freezes > 0,
    caughtBy: TWICE,
    break: () => [
      replace<{ createRun: typeof createRun }>('../create-run.ts', (actual) => ({
        createRun: (options, onFault) => actual.createRun({ ...options, journal: unchecked(options.journal) }, onFault),
      })),
    ],
  },
];

/** A conflict is no reason to stop: the rest of the commit is written, and taken for all of it. */
function unchecked<Kind extends Journal>(journal: Kind): Kind {
  const proxy: Kind = Object.create(journal);
  proxy.commit = async (changes) => {
    const rest = [...changes];
    for (;;) {
      const result = await journal.commit(rest);
      if (result.ok || result.conflict === 'lease-held') return result;
      rest.splice(result.index, 1);
    }
  };
  return proxy;
}

async function believeFirstLook(run: Run, intent: IntentRow): Promise<void> {
  const { lookUp, settleAbsent } = engineParts();
  const look = await lookUp(run, intent);
  if (look === 'failed' || look === 'impossible' || look.order !== null) return;
  await run.write((w) => {
    const current = w.book.intents.get(intent.id);
    if (current?.state === 'unknown' && current.attempt === intent.attempt) settleAbsent(run, w, current);
  });
}
