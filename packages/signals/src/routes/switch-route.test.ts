import { describe, expect, test } from 'vitest';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { RouteExecution } from '../route.ts';

const switchTo = async (world: World, execute: RouteExecution) => {
  const result = world.life.engine.switchRoute({ routeId: 'trend', execute, actor: 'user:7', relay: ['own'] });
  await world.clock.advance(10);
  return result;
};
const asked = async (world: World) => (await world.notices()).filter(({ type }) => type === 'signal.asks');

describe('a route that a person switches', () => {
  test('asks from the next alert on, also after a restart, with an audit row, and is told', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    expect(await switchTo(world, 'ask')).toMatchObject({
      ok: true,
      state: { id: 'trend', execute: 'ask', configured: 'auto', switched: { actor: 'user:7' } },
    });
    expect(await world.journal.listAudit(1)).toMatchObject([
      {
        actor: 'user:7',
        action: 'route.switch',
        detail: '{"route":"trend","from":"auto","to":"ask","configured":"auto"}',
      },
    ]);
    expect((await world.journal.listOutbox({})).slice(1).map(({ type, target }) => [type, target])).toEqual([
      ['route.switched', 'desk'],
      ['route.switched', 'own'],
    ]);
    expect((await world.notices()).at(-1)).toMatchObject({ accounts: [{ brokerId: 'one', environment: 'paper' }] });
    await world.restart();
    expect(world.life.engine.routes()).toMatchObject([{ execute: 'ask', configured: 'auto' }]);
    await world.alert('0', '1');
    await world.clock.advance(2_000);
    expect(await asked(world)).toHaveLength(1);
    expect(world.held()).toBe('0');
  });

  test('follows its configuration again once it is switched back', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    await switchTo(world, 'notify');
    await world.alert('0', '1');
    await world.clock.advance(2_000);
    expect(world.held()).toBe('0');
    await world.alert('1', '0');
    expect(await switchTo(world, 'auto')).toMatchObject({ state: { execute: 'auto', switched: null } });
    expect(Object.keys(await world.journal.readFlags())).not.toContain('route-execute:trend');
    await world.alert('0', '1');
    await world.clock.advance(5_000);
    expect(world.held()).not.toBe('0');
  });

  test('voids what it asks about when it only tells from then on', async () => {
    const world = await createWorld({ routes: [testRoute({ execute: 'ask' })] });
    await world.alert('0', '1');
    await world.clock.advance(2_000);
    expect(await asked(world)).toHaveLength(1);
    await switchTo(world, 'notify');
    expect((await world.notices()).map(({ type }) => type)).toContain('signal.answered');
    const [row] = await world.journal.listSignals({});
    const answer = world.life.engine.decide({ signalId: row?.id ?? '', decision: 'place', actor: 'user:7' });
    await world.clock.advance(10);
    expect(await answer).toMatchObject({ ok: false, code: 'voided' });
    expect(world.held()).toBe('0');
  });

  test('is refused where it cannot be: a route that is not known, or only ever tells', async () => {
    const world = await createWorld({ routes: [testRoute({ mode: 'notify' })] });
    expect(await switchTo(world, 'auto')).toMatchObject({ ok: false, code: 'words-only' });
    const unknown = { routeId: 'none', execute: 'auto', actor: 'user:7', relay: [] } as const;
    expect(await world.life.engine.switchRoute(unknown)).toMatchObject({ ok: false, code: 'unknown' });
  });

  test('to what it is already changes nothing', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    expect(await switchTo(world, 'auto')).toMatchObject({ ok: true, state: { switched: null } });
    expect(await world.journal.listAudit(1)).toEqual([]);
  });
});
