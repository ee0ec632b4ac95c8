import { describe, expect, test } from 'vitest';
import { JournalError } from '@perpdesk/journal/port';
import { alertBody, createWorld, START_AT, testRoute, type World } from '../simulation/world.test.fixture.ts';

const routes = [testRoute()];

describe('the inbox', () => {
  test.each([
    ['no JSON', '{', 400, 'bad-json'],
    ['a placeholder', '{"symbol":"{{ticker}}"}', 422, 'unresolved-placeholder'],
    ['an unknown symbol', alertBody(START_AT, '0', '1').replace('BTCUSDT.P', 'XYZUSDT.P'), 422, 'unknown-symbol'],
  ])('%s is refused by name, stored, told once, and no order', async (_name, body, status, code) => {
    const world = await createWorld({ routes });
    const answer = await world.post(body);
    expect(answer).toMatchObject({ status, result: 'refused', code });
    expect(await world.post(body)).toEqual({ ...answer, result: 'duplicate' });
    const rows = await world.journal.listSignals({});
    expect(rows.map((row) => [row.state, row.code])).toEqual([['refused', code]]);
    expect((await world.notices()).filter((notice) => notice.type === 'signal.rejected')).toHaveLength(1);
    expect(world.exchange.orders).toEqual([]);
  });

  test('at most ten refusals a minute are told', async () => {
    const world = await createWorld({ routes });
    for (let index = 0; index < 15; index++) await world.post(`{"n":${index}`);
    expect((await world.notices()).filter((notice) => notice.type === 'signal.rejected')).toHaveLength(10);
    expect(await world.journal.listSignals({ states: ['refused'] })).toHaveLength(15);
  });

  test('a repeat uses up no telling', async () => {
    const world = await createWorld({ routes });
    for (let index = 0; index < 30; index++) await world.post('{"n":0');
    await world.post('{"n":1');
    expect((await world.notices()).filter((notice) => notice.type === 'signal.rejected')).toHaveLength(2);
  });

  test('an inbox that cannot be written is 503, and the desk goes on once it can', async () => {
    const world = await createWorld({ routes });
    const { acceptSignal } = world.journal;
    world.journal.acceptSignal = () => Promise.reject(new JournalError('disk-full', 'The disk is full.'));
    expect(await world.alert('0', '0.02')).toMatchObject({ status: 503, result: 'unavailable' });
    world.journal.acceptSignal = acceptSignal;
    expect(await world.alert('0', '0.02')).toMatchObject({ status: 200 });
  });

  test('a desk that stops answers 503', async () => {
    const world = await createWorld({ routes });
    await world.life.engine.stop();
    expect(await world.alert('0', '0.02')).toMatchObject({ status: 503 });
  });

  test('a body without a time is a repeat for five minutes, then a new alert', async () => {
    const world = await createWorld({ routes: [testRoute({ allowNoTime: true, mode: 'target' })] });
    const body = (next: string) => {
      const { firedAt: _, ...rest } = JSON.parse(alertBody(START_AT, '0', next));
      return JSON.stringify(rest);
    };
    expect(await world.post(body('0.02'))).toMatchObject({ result: 'accepted' });
    await world.clock.advance(200_000);
    expect(await world.post(body('0.02'))).toMatchObject({ result: 'duplicate' });
    await world.clock.advance(200_000);
    const again = await world.post(body('0.02'));
    expect(again).toMatchObject({ result: 'accepted' });
    expect(await world.post(body('0.02'))).toEqual({ ...again, result: 'duplicate' });
  });

  test('a body without a time costs the same however often it has come', async () => {
    const world = await createWorld({ routes: [testRoute({ mode: 'notify' })] });
    const { journal } = world;
    const calls: string[] = [];
    const { acceptSignal, listSignals } = journal;
    journal.acceptSignal = (...given) => (calls.push('accept'), acceptSignal(...given));
    journal.listSignals = (...given) => (calls.push('list'), listSignals(...given));
    for (let index = 0; index < 20; index++) {
      calls.length = 0;
      expect(await world.post('Buy Buy BUY Signal Alert')).toMatchObject({ result: 'accepted' });
      await world.clock.advance(300_001);
    }
    expect(calls).toEqual(['list', 'accept']);
  });

  test('four deliveries of a body without a time are one, whenever they come', async () => {
    const world = await createWorld({ routes: [testRoute({ allowNoTime: true, mode: 'direction' })] });
    const body = new TextEncoder().encode('{"symbol":"BTCUSDT.P","action":"long"}');
    // also over the border of two half minutes
    for (const [minute, afterMs] of [0, 14_999, 29_998, 29_999, 59_997].entries()) {
      const at = START_AT + 2 * minute * 60_000 + afterMs;
      const answers = await Promise.all(
        [0, 1, 2, 3].map((index) => world.life.engine.acceptAlert({ routeId: 'trend', body, receivedAt: at + index })),
      );
      expect(answers.map(({ result }) => result)).toEqual(['accepted', 'duplicate', 'duplicate', 'duplicate']);
      expect(new Set(answers.map(({ signalId }) => signalId)).size).toBe(1);
    }
  });

  describe('where the id is another one each time it fires', () => {
    const withId = (world: World, id: string | null, next = '0.02') =>
      JSON.stringify({ ...JSON.parse(world.bodyOf('0', next)), ...(id === null ? {} : { id }) });
    const perFire = () => createWorld({ routes: [testRoute({ perFireId: true })] });

    test('the same id and text is a repeat, another text is refused once and told', async () => {
      const world = await perFire();
      const body = withId(world, 'f-1');
      const first = await world.post(body);
      expect(first).toMatchObject({ status: 200, result: 'accepted' });
      await world.clock.advance(1_000);
      expect(await world.post(body)).toMatchObject({ result: 'duplicate', signalId: first.signalId });
      const other = withId(world, 'f-1', '0.03');
      expect(await world.post(other)).toMatchObject({ status: 422, result: 'refused', code: 'key-reused' });
      expect(await world.post(other)).toMatchObject({ status: 422, result: 'duplicate', code: 'key-reused' });
      await world.clock.advance(1_000);
      expect(world.held()).toBe('0.02');
      const told = (await world.notices()).filter(({ type }) => type === 'signal.rejected');
      expect(told).toMatchObject([{ code: 'key-reused', detail: expect.stringContaining(`f-1 came before`) }]);
    });

    test('the same text with another id is another alert', async () => {
      const world = await perFire();
      await world.post(withId(world, 'f-1'));
      expect(await world.post(withId(world, 'f-2'))).toMatchObject({ result: 'accepted' });
    });

    test('a restart forgets no id', async () => {
      const world = await perFire();
      const body = withId(world, 'f-1');
      await world.post(body);
      const other = withId(world, 'f-1', '0.03');
      await world.restart();
      expect(await world.post(body)).toMatchObject({ result: 'duplicate' });
      expect(await world.post(other)).toMatchObject({ code: 'key-reused' });
    });

    test('without one, or with one that was not filled in, it is refused', async () => {
      const world = await perFire();
      expect(await world.post(withId(world, null))).toMatchObject({ code: 'missing-field' });
      expect(await world.post(withId(world, '{{id}}'))).toMatchObject({ code: 'unresolved-placeholder' });
      expect(world.exchange.orders).toEqual([]);
    });

    test('elsewhere the id is in nobody’s way', async () => {
      const world = await createWorld({ routes });
      await world.post(withId(world, 'f-1'));
      await world.clock.advance(1_000);
      await world.post(JSON.stringify({ ...JSON.parse(world.bodyOf('0.02', '0.03')), id: 'f-1' }));
      await world.clock.advance(1_000);
      expect(world.held()).toBe('0.03');
    });
  });
});
