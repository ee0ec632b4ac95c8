import { describe, expect, test } from 'vitest';
import { decimal, toVenueOrderId } from '@perpdesk/broker-core';
import { fakeFill } from '@perpdesk/broker-core/testing';
import { told } from '../protect/protect-world.test.fixture.ts';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { brokenWorld, closeAll, isSteady } from './broken-world.test.fixture.ts';

const BROKEN = new Proxy(decimal('0.01'), {
  get(_of, name) {
    throw new TypeError(`No ${String(name)}.`);
  },
});

/** It holds 0.02, and the desk failed three times at news of it. */
async function brokenAccount(): Promise<World> {
  const world = await createWorld();
  await world.alert('0', '0.02');
  await world.clock.advance(1_000);
  const [order] = world.exchange.orders;
  for (const tradeId of ['a', 'b', 'c']) {
    if (order === undefined) break;
    const ids = { tradeId, clientOrderId: null, venueOrderId: toVenueOrderId('foreign') };
    const at = { venueAt: world.clock.now(), receivedAt: world.clock.now() };
    const fill = fakeFill(order, { ...ids, quantity: BROKEN });
    world.exchange.tell({ type: 'fill-received', fill, cause: null, ...at });
    await world.clock.advance(10_000);
  }
  return world;
}

describe('what the desk fails at beside signals and orders', () => {
  test('news of an account: nothing is begun there any more, which is told once; /panic closes it', async () => {
    const world = await brokenAccount();
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'account', account: { brokerId: 'one' } }]);
    expect(await isSteady(world)).toBe(true);
    expect(await world.alert('0.02', '0.04')).toMatchObject({ status: 200 });
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.02');
    const panic = world.life.engine.panic({ actor: '111', relay: ['desk'] });
    await world.clock.advance(30_000);
    expect((await panic).flat).toBe(true);
  });

  test('a person’s close of such an account is refused by name, with the way that is left', async () => {
    const world = await brokenAccount();
    expect(await settle(world.clock, world.life.engine.trade(closeAll(world)))).toMatchObject({
      ok: false,
      code: 'internal-error',
    });
  });

  test('something that is looked at now and then is not looked at any more', async () => {
    const { world } = await brokenWorld('onDrift', { stopLoss: STOP }, 'watch-drift');
    await world.alert('0', '0.02');
    await world.clock.advance(200_000);
    expect(await told(world, 'desk.fault')).toMatchObject([
      { about: 'check', name: 'positions against what is owned', detail: 'RangeError: A bug.' },
    ]);
    expect(await isSteady(world)).toBe(true);
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0');
  });

  test('what cannot be left out is told once, and tried every half a minute', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    const { journal } = world;
    const { readLedger } = journal;
    let reads = 0;
    const damaged = async () => {
      const all = await readLedger();
      reads += 1;
      return all;
    };
    Object.assign(journal, { readLedger: damaged });
    const relay = new Proxy<string[]>([], {
      get() {
        throw new TypeError('No relay.');
      },
    });
    for (const _ of [1, 2, 3]) {
      await settle(world.clock, world.life.engine.pause('111', relay)).catch(() => null);
      await world.clock.advance(3_000);
    }
    expect(reads).toBe(2);
    await world.clock.advance(30_000);
    expect(reads).toBe(3);
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'desk', detail: 'TypeError: No relay.' }]);
    expect(await told(world, 'desk.started')).toHaveLength(3);
  });
});
