import { describe, expect, test } from '@jest/globals';
import type { DoorRefusal } from '../engine.ts';
import { createWorld, settle, type World } from '../simulation/world.test.fixture.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const note = (world: World, refusal: Partial<DoorRefusal> = {}) =>
  settle(
    world.clock,
    world.life.engine.noteRefusal({
      routeId: 'trend',
      code: 'too-large',
      detail: 'The alert has 70000 bytes; 65536 are taken.',
      body: bytes('{"a":1,"passphrase":"canary-secret-7'),
      receivedAt: world.clock.now(),
      ...refusal,
    }),
  );
const told = async (world: World) => (await world.notices()).filter(({ type }) => type === 'signal.rejected');

describe('what the door refused', () => {
  test('is stored and told by name, its beginning without secrets', async () => {
    const world = await createWorld();
    await note(world);
    const rows = await world.journal.listSignals({});
    expect(rows).toMatchObject([{ state: 'refused', code: 'too-large', source: 'route:trend', signal: null }]);
    expect(rows[0]?.body).toBe('{"a":1,"passphrase":"[secret]"');
    expect(JSON.stringify(await world.journal.listOutbox({}))).not.toContain('canary');
    expect(await told(world)).toMatchObject([{ code: 'too-large', account: null, symbol: null }]);
  });

  test('the same again is one row; without a body one a minute', async () => {
    const world = await createWorld();
    for (let sent = 0; sent < 3; sent += 1) await note(world);
    expect(await world.journal.listSignals({})).toHaveLength(1);
    const limited = { code: 'rate-limited', detail: 'Too many alerts for this route.', body: bytes('') } as const;
    for (let sent = 0; sent < 30; sent += 1) await note(world, limited);
    expect(await world.journal.listSignals({})).toHaveLength(2);
    await world.clock.advance(60_000);
    await note(world, limited);
    expect(await world.journal.listSignals({})).toHaveLength(3);
    expect(await told(world)).toHaveLength(3);
  });

  test('a flood of refusals is not stored without end, and is answered all the same', async () => {
    const world = await createWorld();
    for (let sent = 0; sent < 700; sent += 1) {
      const answer = await world.post(`{"broken ${sent}`);
      expect(answer).toMatchObject({ status: 400, result: 'refused', code: 'bad-json' });
      expect(answer.signalId === null).toBe(sent >= 600);
    }
    expect(await world.journal.listSignals({})).toHaveLength(600);
    expect(await world.alert('0', '0.02')).toMatchObject({ status: 200, result: 'accepted' });
    await world.clock.advance(61_000);
    expect((await world.post('{"broken again')).signalId).not.toBeNull();
  });

  test('of a route that is unknown is nothing', async () => {
    const world = await createWorld();
    await note(world, { routeId: 'other' });
    expect(await world.journal.listSignals({})).toEqual([]);
  });
});

describe('a new sender', () => {
  const show = (world: World, address: string) =>
    settle(world.clock, world.life.engine.noteSender({ routeId: 'trend', address }));
  const alarms = async (world: World) =>
    (await world.notices()).flatMap((notice) => (notice.type === 'route.sender' ? [notice] : []));

  test('is told once, also through a restart', async () => {
    const world = await createWorld();
    await show(world, '203.0.113.9');
    await show(world, '203.0.113.9');
    await world.restart();
    await show(world, '203.0.113.9');
    await show(world, '203.0.113.10');
    expect(await alarms(world)).toEqual([
      { type: 'route.sender', routeId: 'trend', address: '203.0.113.9', known: 0 },
      { type: 'route.sender', routeId: 'trend', address: '203.0.113.10', known: 1 },
    ]);
  });

  test('many are told a few a minute, and the newest 64 are kept', async () => {
    const world = await createWorld();
    for (let last = 0; last < 20; last += 1) await show(world, `203.0.113.${last}`);
    expect(await alarms(world)).toHaveLength(5);
    for (let last = 0; last < 100; last += 1) {
      await show(world, `198.51.100.${last}`);
      await world.clock.advance(20_000);
    }
    const flags = await world.journal.readFlags();
    const known: readonly string[] = JSON.parse(flags['senders:trend'] ?? '[]');
    expect(known).toHaveLength(64);
    expect(known.at(-1)).toBe('198.51.100.99');
  });
});
