import { describe, expect, test } from '@jest/globals';
import type { Journal } from '@perpdesk/journal/port';
import { type CrashPlan, crashRun, ROUGH } from './crash-run.test.fixture.ts';
import { refuse } from './exchange.test.fixture.ts';

/** The first seed that shows an order too many: a leg with two, more than was asked for, or what the ledger does not know. */
async function firstCaught(sabotage: Pick<CrashPlan, 'sabotage' | 'wrapJournal'>): Promise<number | null> {
  for (let seed = 1; seed <= 100; seed++) {
    const wrong = await crashRun({ seed, ...ROUGH, ...sabotage });
    if (wrong.some((line) => /has \d+ orders|was asked for$|the ledger says/.test(line))) return seed;
  }
  return null;
}

/** Says that it is durable, and writes with the next turn but one: a crash between loses the mark of an order that was sent. */
function forgetful(journal: Journal): Journal {
  const waiting: (() => void)[] = [];
  return {
    ...journal,
    async commit(changes) {
      waiting.push(() => void journal.commit(changes));
      while (waiting.length > 3) waiting.shift()?.();
      return { ok: true };
    },
  };
}

describe('the simulation has teeth', () => {
  test('an order that is sent before its mark is durable is caught', async () => {
    expect(await firstCaught({ wrapJournal: forgetful })).not.toBeNull();
  }, 240_000);

  test('a blind re-send is caught: an unknown outcome that is taken for a proof of not sent', async () => {
    const found = await firstCaught({
      sabotage: ({ exchange }) => {
        const { place } = exchange;
        exchange.place = (request, validity) =>
          place(request, validity).catch(() => {
            throw refuse('overloaded', 'not-sent');
          });
      },
    });
    expect(found).not.toBeNull();
  }, 240_000);

  test('query, not found, send again is caught: an absence believed before the validity is over', async () => {
    const found = await firstCaught({
      sabotage: ({ exchange }) => {
        const { find } = exchange;
        exchange.find = (reference) => ({ ...find(reference), serverAt: Number.MAX_SAFE_INTEGER });
      },
    });
    expect(found).not.toBeNull();
  }, 240_000);

  test('an exchange that does not hold to the validity is caught', async () => {
    const found = await firstCaught({
      sabotage: ({ exchange }) => {
        const { place } = exchange;
        exchange.lateMs = 30_000;
        exchange.place = (request) => place(request, undefined);
      },
    });
    expect(found).not.toBeNull();
  }, 240_000);
});
