import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { Route } from '../route.ts';
import { alertBody, createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { ask, FIXED } from '../wishes/wish-world.test.fixture.ts';
import { replaySignal } from './replay-signal.ts';
import type { SignalReplay } from './replay-types.ts';

async function newest(world: World, routes: readonly Route[], accountLimits = {}): Promise<SignalReplay> {
  await world.clock.advance(5_000);
  const [row] = await world.journal.listSignals({ newest: 1 });
  if (row === undefined) throw new Error('Nothing was stored.');
  const intents = await world.journal.listIntents({ signalIds: [row.id] });
  return replaySignal({ row, intents, routes, accountLimits });
}

const route = testRoute();
const limits = { ...route.limits, maxNotional: decimal('30000') };
const world = (overrides: Partial<Route> = {}) => createWorld({ routes: [testRoute(overrides)] });

describe('a replay', () => {
  test('is the same by the same configuration, with the plan in words', async () => {
    const it = await world();
    await it.alert('0', '1');
    expect(await newest(it, [route])).toMatchObject({
      verdict: 'same',
      reading: { verdict: 'same' },
      step: { verdict: 'same' },
      legs: [{ brokerId: 'one', leg: 1, kind: 'increase', verdict: 'same', plan: 'buy 1', policy: [] }],
    });
  });

  test.each([
    ['of the route', [testRoute({ limits })], {}],
    ['of the account', [route], { one: { maxNotional: decimal('30000') } }],
  ])('finds a limit %s that would have refused it', async (_, routes, accountLimits) => {
    const it = await world();
    await it.alert('0', '1');
    const { verdict, legs } = await newest(it, routes, accountLimits);
    expect(verdict).toBe('different');
    expect(legs[0]?.policy).toEqual([{ about: 'limits.maxNotional', recorded: 'none', now: '30000' }]);
    expect(legs[0]?.differences).toEqual([
      {
        about: 'order',
        recorded: 'buy 1',
        now: 'refused (limit-notional): The symbol would reach 60000; 30000 is allowed.',
      },
    ]);
  });

  test('says of what another version stored that it cannot be read, and breaks off no others', async () => {
    const it = await world();
    await it.alert('0', '1');
    await it.clock.advance(5_000);
    const [row] = await it.journal.listSignals({ newest: 1 });
    if (row === undefined) throw new Error('Nothing was stored.');
    const intents = await it.journal.listIntents({ signalIds: [row.id] });
    const cannot = { verdict: 'not-replayed', note: 'It was stored by a version of which this one cannot read it.' };
    const other = { row: { ...row, signal: '{"of":"another"}' }, intents, routes: [route] };
    expect(replaySignal(other)).toMatchObject({ verdict: 'not-replayed', reading: cannot, step: cannot, legs: [] });
    const strange = intents.map((intent) => ({ ...intent, goal: '{"of":"another"}' }));
    expect(replaySignal({ row, intents: strange, routes: [route] })).toMatchObject({
      reading: { verdict: 'same' },
      legs: strange.map(() => ({ ...cannot, plan: null })),
    });
  });

  test('plans the desk’s own close of a position again that came without positions and could not be protected', async () => {
    const routes = [testRoute({ mode: 'direction', size: FIXED, stopLoss: STOP })];
    const it = await createWorld({ routes });
    it.exchange.faultFor = ({ type }) => (type === 'stop-market' ? 'rejected' : 'none');
    await ask(it, { action: 'buy', price: '60000' }, 20_000);
    const { verdict, legs } = await newest(it, routes);
    expect(legs.map(({ kind, plan, differences }) => [kind, plan, differences])).toContainEqual([
      'reduce',
      'sell 0.02',
      [],
    ]);
    expect(verdict).toBe('same');
  });

  test('finds that a refusal would not come about any more', async () => {
    const it = await world({ limits });
    await it.alert('0', '1');
    const { legs } = await newest(it, [route]);
    expect(legs[0]?.plan).toMatch(/^refused \(limit-notional\)/);
    expect(legs[0]?.differences).toMatchObject([{ about: 'order', now: 'buy 1' }]);
  });

  test('tells a changed policy that changes no plan', async () => {
    const it = await world();
    await it.alert('0', '1');
    const { verdict, legs } = await newest(it, [testRoute({ limits: { ...limits, maxNotional: decimal('99999') } })]);
    expect(verdict).toBe('same');
    expect(legs[0]?.policy).toMatchObject([{ about: 'limits.maxNotional', now: '99999' }]);
  });

  test('finds an entry that would rest', async () => {
    const it = await world();
    await it.alert('0', '1');
    const entry = { ...route.entry, type: 'limit', offsetPercent: decimal('1') } as const;
    const { legs } = await newest(it, [testRoute({ entry })]);
    expect(legs[0]?.differences).toEqual([{ about: 'entry', recorded: 'at the market', now: '1 at 59400' }]);
    expect(legs[0]?.policy).toMatchObject([{ about: 'entry', recorded: 'market' }]);
  });

  test('finds accounts that came and went, another symbol, and a route that is gone', async () => {
    const it = await world();
    await it.alert('0', '1');
    const brokers = [{ brokerId: 'other', factor: decimal('1') }];
    expect((await newest(it, [testRoute({ brokers })])).step.differences).toEqual([
      { about: 'accounts', recorded: 'one', now: 'none' },
      { about: 'accounts', recorded: 'none', now: 'other' },
    ]);
    expect((await newest(it, [testRoute({ symbols: ['ETHUSDT'] })])).reading.differences).toMatchObject([
      { about: 'reading', recorded: 'a signal', now: expect.stringMatching(/^refused \(unknown-symbol\)/) },
    ]);
    const gone = await newest(it, []);
    expect(gone.verdict).toBe('different');
    expect(gone.reading.differences).toEqual([{ about: 'route', recorded: 'trend', now: 'none' }]);
    expect(gone.legs).toMatchObject([{ verdict: 'not-replayed', note: 'No route trend is configured.' }]);
  });

  test.each([
    [{ execute: 'ask' }, { about: 'execute', recorded: 'auto', now: 'ask' }],
    [{ execute: 'notify' }, { about: 'execute', recorded: 'auto', now: 'notify' }],
    [{ dryRun: true }, { about: 'dryRun', recorded: 'none', now: 'one' }],
  ] as const)('finds that it would not be placed by itself any more: %j', async (change, difference) => {
    const it = await world();
    await it.alert('0', '1');
    expect((await newest(it, [testRoute(change)])).step.differences).toEqual([difference]);
    const other = await world(change);
    await other.alert('0', '1');
    expect(await newest(other, [testRoute(change)])).toMatchObject({ verdict: 'same', step: { verdict: 'same' } });
  });

  test('finds what it would be for alerts without positions', async () => {
    const it = await world({ mode: 'direction', size: { type: 'quantity', quantity: decimal('1') } });
    await it.clock.advance(2_000);
    const firedAt = new Date(it.clock.now()).toISOString();
    await it.post(JSON.stringify({ symbol: 'BTCUSDT.P', strategy: 'btc', action: 'long', firedAt }));
    const sized = { mode: 'direction', size: { type: 'quantity', quantity: decimal('2') } } as const;
    expect(await newest(it, it.routes)).toMatchObject({ verdict: 'same', step: { verdict: 'same' } });
    expect(await newest(it, [testRoute({ ...sized, execute: 'ask' })])).toMatchObject({
      verdict: 'different',
      step: { differences: [{ about: 'execute' }] },
      legs: [{ plan: 'buy 1', differences: [{ about: 'order', now: 'buy 2' }], policy: [{ about: 'size.quantity' }] }],
    });
  });

  test('finds another answer to a missing alert', async () => {
    const it = await world({ onGap: 'hold', reorderWindowMs: 0 });
    await it.alert('0', '1');
    await it.clock.advance(5_000);
    await it.alert('2', '3');
    expect((await newest(it, [testRoute({ onGap: 'hold' })])).verdict).toBe('same');
    expect((await newest(it, [testRoute({ onGap: 'adopt' })])).step.differences).toEqual([
      { about: 'onGap', recorded: 'hold', now: 'adopt' },
    ]);
  });

  test('reads what was refused again', async () => {
    const it = await world();
    await it.post('{"symbol":');
    expect((await newest(it, [route])).verdict).toBe('same');
    await it.post(alertBody(it.clock.now(), '0', '1').replace('BTCUSDT.P', 'ETHUSDT.P'));
    expect((await newest(it, [route])).reading.verdict).toBe('same');
    const { reading } = await newest(it, [testRoute({ symbols: ['ETHUSDT'] })]);
    expect(reading.differences).toMatchObject([{ now: 'a signal for ETHUSDT' }]);
  });

  test('needs no secret, and says where it cannot know', async () => {
    const secret = 'a-secret-of-the-route';
    const secretHash = createHash('sha256').update(secret).digest('hex');
    const it = await world({ secretHash });
    const body: Record<string, unknown> = JSON.parse(alertBody(it.clock.now(), '0', '1'));
    await it.post(JSON.stringify({ ...body, secret }));
    expect(await newest(it, [testRoute({ secretHash })])).toMatchObject({
      verdict: 'same',
      reading: { verdict: 'same' },
      legs: [{ plan: 'buy 1' }],
    });
    await it.post(JSON.stringify({ ...body, secret: 'another' }));
    expect(await newest(it, [testRoute({ secretHash })])).toMatchObject({
      verdict: 'not-replayed',
      reading: { note: 'Its secret is not stored.' },
    });
    await it.post('x'.repeat(70_000));
    expect((await newest(it, [testRoute({ secretHash })])).reading.note).toBe(
      'Only the beginning of its body is stored.',
    );
  });

  test.each(['unsupported-encoding', 'bad-request', 'rate-limited', 'foreign-address', 'too-large'] as const)(
    'has nothing to read of what the door refused: %s',
    async (code) => {
      const it = await world();
      const refusal = { routeId: route.id, code, detail: 'Why.', receivedAt: it.clock.now() };
      await it.life.engine.noteRefusal({ ...refusal, body: new TextEncoder().encode('{"symbol":') });
      expect(await newest(it, [route])).toMatchObject({
        verdict: 'not-replayed',
        reading: { verdict: 'not-replayed' },
      });
    },
  );

  test('does not read bytes that were no text: they are not stored as they came', async () => {
    const it = await world();
    const body = new Uint8Array([...new TextEncoder().encode(alertBody(it.clock.now(), '0', '1')), 0xff]);
    await it.life.engine.acceptAlert({ routeId: route.id, body, receivedAt: it.clock.now() });
    expect(await newest(it, [route])).toMatchObject({ verdict: 'not-replayed', reading: { verdict: 'not-replayed' } });
  });

  test('plans a person’s orders again', async () => {
    const it = await world();
    await it.alert('0', '1');
    await it.clock.advance(5_000);
    const command = { actor: '7', brokerId: 'one', symbol: 'BTCUSDT', relay: [], quantity: null };
    const close = { ...command, type: 'close', positionSide: 'net', fraction: decimal('0.5') } as const;
    await it.life.engine.trade({ ...close, id: 'n1', confirmedAt: it.clock.now() });
    expect(await newest(it, [route])).toMatchObject({
      verdict: 'same',
      reading: { verdict: 'not-replayed' },
      legs: [{ kind: 'reduce', plan: 'sell 0.5', verdict: 'same' }],
    });
  });

  test('says that what was written before plans were kept cannot be replayed', async () => {
    const it = await world();
    await it.alert('0', '1');
    await it.clock.advance(5_000);
    const [row] = await it.journal.listSignals({});
    const intents = await it.journal.listIntents({});
    if (row === undefined) throw new Error('Nothing was stored.');
    const old = intents.map((intent) => ({ ...intent, plan: null }));
    const replay = replaySignal({ row: { ...row, plan: null }, intents: old, routes: [route] });
    expect(replay.reading.verdict).toBe('same');
    expect(replay.step.note).toBe('What was known of its stream is not recorded.');
    expect(replay.legs).toMatchObject([{ verdict: 'not-replayed', plan: null }]);
  });
});
