import { describe, expect, test } from 'vitest';
import { BrokerError } from '@perpdesk/broker-core';
import { createWorld, START_AT, testRoute, type World } from '../simulation/world.test.fixture.ts';

const routes = [testRoute()];
/** Of validity, margin and two looks. */
const LONG_MS = 60_000;

/** An order that stands at the exchange, and of which neither the answer nor the news came; `find` answers as it is told. */
async function silent(find: (look: number, real: World['exchange']['find']) => World['exchange']['find']) {
  const world = await createWorld({ routes });
  const { exchange } = world;
  const { place, find: real } = exchange;
  exchange.delayMs = (what) => (what === 'event' ? null : 0);
  exchange.place = async (request, validity) => {
    await place(request, validity);
    throw new BrokerError('timeout', { message: 'no answer', operation: 'placeOrder' });
  };
  let looks = 0;
  exchange.find = (reference) => find((looks += 1), real)(reference);
  await world.alert('0', '0.02');
  await world.clock.advance(0);
  return world;
}

const states = async (world: World) =>
  (await world.journal.listIntents({})).map(({ kind, state, attempt }) => `${kind} ${state} ${attempt}`);
async function told(world: World): Promise<readonly string[]> {
  const notices = (await world.notices()).filter(({ type }) => type.startsWith('order.'));
  return notices.map((notice) => (notice.type === 'order.resolved' ? `resolved ${notice.result}` : notice.type));
}

function failed(): never {
  throw new BrokerError('network', { message: 'no answer', operation: 'findOrder' });
}
function unsupported(): never {
  throw new BrokerError('unsupported', { message: 'it cannot be asked', operation: 'findOrder' });
}

describe('an order of which nobody knows', () => {
  test('is not said to have failed where the broker threw what says nothing about it', async () => {
    const world = await createWorld({ routes });
    const { exchange } = world;
    const { place } = exchange;
    exchange.delayMs = (what) => (what === 'event' ? null : 0);
    exchange.place = async (request, validity) => {
      await place(request, validity);
      throw new TypeError('an adapter broke');
    };
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    expect([await states(world), exchange.orders.length]).toEqual([['increase filled 1'], 1]);
    expect(await told(world)).toEqual(['order.unknown', 'resolved landed']);
  });

  test('is known where news of it came before its answer was lost: nothing is unclear, and the desk goes on', async () => {
    const world = await createWorld({ routes });
    const { place } = world.exchange;
    world.exchange.place = async (request, validity) => {
      await place(request, validity);
      throw new BrokerError('timeout', { message: 'no answer', operation: 'placeOrder' });
    };
    await world.alert('0', '0.02');
    await world.clock.advance(10_000);
    expect([await states(world), await told(world)]).toEqual([['increase filled 1'], ['order.filled']]);
    expect((await world.notices()).filter(({ type }) => type === 'desk.started')).toHaveLength(1);
  });

  test('is not said to be absent while the exchange does not answer the question', async () => {
    const world = await silent((look, real) => (look <= 8 ? failed : real));
    await world.clock.advance(30_000);
    expect(await states(world)).toEqual(['increase unknown 1']);
    expect(await told(world)).toEqual(['order.unknown']);
    await world.clock.advance(LONG_MS);
    expect([await states(world), world.exchange.orders.length]).toEqual([['increase filled 1'], 1]);
  });

  test('is not said to be absent after one look that did not find it', async () => {
    const world = await silent((_, real) => (reference) => {
      const { order, serverAt } = real(reference);
      // 3 s of validity, 5 s of margin; the second look comes 2 s later
      return { order: serverAt - START_AT < 9_000 ? null : order, serverAt };
    });
    await world.clock.advance(LONG_MS);
    expect([await states(world), world.exchange.orders.length]).toEqual([['increase filled 1'], 1]);
  });

  test('is said to be so where a crash left it on its way and the first look did not find it', async () => {
    const world = await createWorld({ routes });
    world.exchange.place = () => new Promise(() => {});
    await world.alert('0', '0.02');
    await world.restart();
    await world.clock.advance(1_000);
    expect(await states(world)).toEqual(['increase unknown 1']);
    expect(await told(world)).toEqual(['order.unknown']);
  });

  test('and of which nobody can be asked waits for a person', async () => {
    const world = await silent(() => unsupported);
    await world.clock.advance(LONG_MS);
    expect(await states(world)).toEqual(['increase needs-operator 1']);
    expect(await told(world)).toEqual(['order.unknown', 'resolved needs-operator']);
  });
});
