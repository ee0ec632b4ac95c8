import { describe, expect, test } from 'vitest';
import type { World } from '../simulation/world.test.fixture.ts';
import { sharedRun } from './shared-run.test.fixture.ts';

const SEEDS = 60;
const MAX_SEEDS = 60;

/** The first seed that shows the fault; `null`: none does. */
async function firstCaught(sabotage: (world: World) => void): Promise<number | null> {
  for (let seed = 1; seed <= MAX_SEEDS; seed++) if ((await sharedRun(seed, sabotage)).length > 0) return seed;
  return null;
}

describe('E7(l) strategies that share an instrument', () => {
  test(`own in sum what the account holds, after any signals, fills and restarts, over ${SEEDS} seeds`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      expect({ seed, wrong: await sharedRun(seed) }).toEqual({ seed, wrong: [] });
    }
  }, 240_000);

  test('it is caught when exits are reduce-only by their stream', async () => {
    const caught = await firstCaught((world) => {
      const { place } = world.exchange;
      const isExit = new Set<string>();
      world.exchange.place = async (request, validity) => {
        const intents = await world.journal.listIntents({ clientOrderId: request.clientOrderId });
        if (intents.some((row) => row.kind === 'reduce')) isExit.add(request.clientOrderId);
        const isNet = request.type === 'market' && request.positionSide === 'net';
        return place(isNet && isExit.has(request.clientOrderId) ? { ...request, reduceOnly: true } : request, validity);
      };
    });
    expect(caught).not.toBeNull();
  }, 60_000);

  test('it is caught when an order is done twice', async () => {
    const caught = await firstCaught((world) => {
      const { place } = world.exchange;
      let count = 0;
      world.exchange.place = async (request, validity) => {
        count += 1;
        if (count % 7 === 0 && request.type === 'market') await place(request, validity).catch(() => {});
        return place(request, validity);
      };
    });
    expect(caught).not.toBeNull();
  }, 60_000);
});
