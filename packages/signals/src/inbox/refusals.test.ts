import { describe, expect, test } from 'vitest';
import type { DoorRefusal } from '../engine.ts';
import { createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';

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

  test('the same beginning, hours later, is another alert', async () => {
    const world = await createWorld();
    for (let sent = 0; sent < 4; sent += 1) {
      await note(world);
      await note(world);
      await world.clock.advance(3 * 3_600_000);
    }
    expect(await world.journal.listSignals({})).toHaveLength(4);
    expect(await told(world)).toHaveLength(4);
  });

  test('of a route that is unknown is nothing', async () => {
    const world = await createWorld();
    await note(world, { routeId: 'other' });
    expect(await world.journal.listSignals({})).toEqual([]);
  });
});

describe('E6.1 E6.2 a refused alert without a time', () => {
  const UNTIMED = '{"symbol":"BTCUSDT.P","action":"long"}';
  const stored = async (world: World) => (await world.journal.listSignals({})).length;

  test.each([
    ['read, and refused', UNTIMED, 'bad-time', {}],
    ['that cannot be read', '{"symbol":', 'bad-json', {}],
    [
      'with a wrong secret',
      '{"secret":"wrong","symbol":"BTCUSDT.P"}',
      'unauthenticated',
      { secretHash: 'ab'.repeat(32) },
    ],
  ])('%s, is stored and told each time that it fires', async (_what, body, code, route) => {
    const world = await createWorld({ routes: [testRoute({ mode: 'direction', ...route })] });
    for (let fired = 0; fired < 4; fired += 1) {
      expect(await world.post(body)).toMatchObject({ result: 'refused', code });
      for (let resent = 0; resent < 3; resent += 1) {
        await world.clock.advance(5_000);
        expect(await world.post(body)).toMatchObject({ result: 'duplicate', code });
      }
      await world.clock.advance(3 * 3_600_000);
    }
    expect(await stored(world)).toBe(4);
    expect(await told(world)).toHaveLength(4);
  });

  test('in a flood is stored and told twice a minute at most', async () => {
    const world = await createWorld({ routes: [testRoute({ mode: 'direction' })] });
    for (let second = 0; second < 600; second += 1) {
      await world.post(UNTIMED);
      await world.clock.advance(1_000);
    }
    expect(await stored(world)).toBeLessThanOrEqual(20);
    expect((await told(world)).length).toBeLessThanOrEqual(20);
  });

  test('is taken at once when its route is mended', async () => {
    const world = await createWorld({ routes: [testRoute({ mode: 'direction' })] });
    await world.post(UNTIMED);
    await world.restart({ routes: [testRoute({ mode: 'direction', allowNoTime: true })] });
    expect(await world.post(UNTIMED)).toMatchObject({ result: 'accepted' });
  });

  test('one with a time is the same alert, however late it comes again', async () => {
    const world = await createWorld();
    const body = world.bodyOf('0', '1').replace('BTCUSDT.P', 'XYZUSDT.P');
    await world.post(body);
    await world.clock.advance(3 * 3_600_000);
    expect(await world.post(body)).toMatchObject({ result: 'duplicate', code: 'unknown-symbol' });
    expect(await told(world)).toHaveLength(1);
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
