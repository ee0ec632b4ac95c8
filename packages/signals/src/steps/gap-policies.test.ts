import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { Route } from '../route.ts';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

const WINDOW_MS = 2_100;

async function worldWith(overrides: Partial<Route> = {}): Promise<World> {
  return createWorld({ routes: [testRoute(overrides)] });
}

async function say(world: World, from: string, to: string): Promise<void> {
  await world.alert(from, to);
  await world.clock.advance(WINDOW_MS);
}

async function told(world: World, type: string): Promise<readonly unknown[]> {
  return (await world.notices()).filter((notice) => notice.type === type);
}

describe('adopt: the desk goes to the position that the alert names', () => {
  // [what was applied, the alert behind the gap, what is held then]; sized 1 : 1
  test.each<[string, readonly [string, string][], readonly [string, string], string]>([
    ['a lost OPEN', [], ['2', '3'], '0'],
    [
      'a lost ADD',
      [
        ['0', '1'],
        ['1', '0'],
      ],
      ['2', '3'],
      '3',
    ],
    ['an ADD between', [['0', '1']], ['2', '3'], '3'],
    ['a REDUCE between', [['0', '3']], ['2', '1'], '1'],
    ['a REDUCE to more than is held', [['0', '1']], ['4', '3'], '3'],
    ['an ADD to less than is held', [['0', '3']], ['1', '2'], '2'],
    ['a lost CLOSE', [['0', '1']], ['0', '2'], '2'],
    ['a lost CLOSE, then a smaller OPEN', [['0', '2']], ['0', '1'], '1'],
    ['a lost CLOSE, then the other side', [['0', '2']], ['0', '-1'], '-1'],
    ['a lost REVERSE', [['0', '1']], ['-1', '-2'], '-2'],
    ['a REVERSE from more', [['0', '1']], ['2', '-1'], '-1'],
    ['a CLOSE of more', [['0', '1']], ['2', '0'], '0'],
    ['a CLOSE of the other side', [['0', '1']], ['-1', '0'], '0'],
  ])('%s', async (_name, before, [from, to], held) => {
    const world = await worldWith();
    for (const [a, b] of before) await say(world, a, b);
    await say(world, from, to);
    await world.clock.advance(5_000);
    expect(world.held()).toBe(held);
    expect(await world.owned()).toBe(held);
  });

  test('from where the strategy stood last, while its REDUCE is still on its way', async () => {
    const world = await worldWith({ reorderWindowMs: 500 });
    await say(world, '0', '3');
    const { place } = world.exchange;
    world.exchange.place = async (request, validity) => {
      await new Promise<void>((resolve) => void world.clock.schedule(3_000, resolve));
      return place(request, validity);
    };
    await world.alert('3', '1');
    await world.clock.advance(1_000);
    await say(world, '2', '3');
    await world.clock.advance(20_000);
    expect(world.exchange.orders.map(({ side, quantity }) => `${side} ${quantity?.toFixed()}`)).toEqual([
      'buy 3',
      'sell 2',
      'buy 2',
    ]);
    expect(await world.owned()).toBe('3');
  });

  test('it is told, with what the desk knew', async () => {
    const world = await worldWith();
    await say(world, '0', '1');
    await say(world, '2', '3');
    expect(await told(world, 'signal.adopted')).toMatchObject([{ lastPosition: '1', previous: '2', next: '3' }]);
    expect(await told(world, 'signal.held')).toEqual([]);
  });

  test('an account that was flat takes the size of the OPEN that it missed', async () => {
    // 6000 of notional for the OPEN to 2 at 60000: 0.05 a contract
    const world = await worldWith({ size: { type: 'notional', notional: decimal('6000') } });
    await say(world, '0', '1');
    await say(world, '1', '0');
    await say(world, '2', '4');
    expect(world.held()).toBe('0.2');
  });

  test('an account keeps the size of its own OPEN', async () => {
    const world = await worldWith({ size: { type: 'notional', notional: decimal('6000') } });
    await say(world, '0', '1');
    await say(world, '2', '3');
    expect(world.held()).toBe('0.3');
  });

  test('one that sits out stays out, until the strategy has been flat', async () => {
    const world = await worldWith();
    world.exchange.faultFor = () => 'rejected';
    await say(world, '0', '1');
    world.exchange.faultFor = () => 'none';
    await say(world, '2', '3');
    expect(world.held()).toBe('0');
    await say(world, '-1', '-2');
    expect(world.held()).toBe('-2');
  });

  test('an entry in flight is waited for', async () => {
    const world = await worldWith();
    const { place } = world.exchange;
    world.exchange.place = async (request, validity) => {
      await new Promise<void>((resolve) => void world.clock.schedule(2_500, resolve));
      return place(request, validity);
    };
    await world.alert('0', '1');
    await world.clock.advance(10);
    await world.alert('2', '3');
    await world.clock.advance(20_000);
    expect(world.held()).toBe('3');
  });
});

describe('hold: nothing is added until the missing one comes', () => {
  test('the predecessor comes late: both are applied', async () => {
    const world = await worldWith({ onGap: 'hold' });
    await say(world, '0', '1');
    const firedAt = world.clock.now();
    await say(world, '2', '3');
    expect(world.held()).toBe('1');
    expect(world.life.engine.status()).toMatchObject({ held: 1 });
    await world.postStep(firedAt, '1', '2');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('3');
    expect(world.life.engine.status()).toMatchObject({ held: 0 });
  });

  test.each([
    ['a CLOSE', '3', '0', '0'],
    ['a REDUCE', '3', '1', '1'],
    ['a turn', '3', '-1', '-1'],
    ['the other side, from flat', '0', '-1', '-1'],
  ])('%s hangs on nothing that is missing: it is done, and told', async (_name, from, to, held) => {
    const world = await worldWith({ onGap: 'hold' });
    await say(world, '0', '2');
    await say(world, from, to);
    expect(world.held()).toBe(held);
    expect(await told(world, 'signal.adopted')).toMatchObject([{ lastPosition: '2', previous: from, next: to }]);
    expect(world.life.engine.status()).toMatchObject({ held: 0 });
  });

  test('what was held ends with the position that it would have added to', async () => {
    const world = await worldWith({ onGap: 'hold' });
    await say(world, '0', '1');
    await say(world, '2', '3');
    await say(world, '3', '0');
    expect(world.held()).toBe('0');
    expect(world.life.engine.status()).toMatchObject({ held: 0 });
    expect(await told(world, 'signal.rejected')).toMatchObject([{ code: 'superseded' }]);
  });

  test('what was held is overtaken by what fired after it, though it would fit', async () => {
    const world = await worldWith({ onGap: 'hold' });
    await say(world, '0', '1');
    await say(world, '2', '3');
    await say(world, '1', '0');
    await say(world, '0', '2');
    expect(world.held()).toBe('2');
    expect(world.life.engine.status()).toMatchObject({ held: 0 });
    expect(await told(world, 'signal.rejected')).toMatchObject([{ code: 'superseded' }]);
  });
});

describe('first sight', () => {
  test.each<[Route['firstSight'], string, string, string]>([
    ['wait-flat', '1', '2', '0'],
    ['wait-flat', '2', '1', '0'],
    ['wait-flat', '2', '0', '0'],
    ['wait-flat', '2', '-1', '-1'],
    ['adopt', '1', '2', '2'],
    ['adopt', '2', '1', '1'],
    ['adopt', '2', '0', '0'],
    ['adopt', '2', '-1', '-1'],
  ])('%s: %s to %s holds %s', async (firstSight, from, to, held) => {
    const world = await worldWith({ firstSight });
    await say(world, from, to);
    expect(world.held()).toBe(held);
  });

  test('what waits flat comes in with the next OPEN', async () => {
    const world = await worldWith();
    await say(world, '1', '2');
    await say(world, '2', '0');
    await say(world, '0', '1');
    expect(world.held()).toBe('1');
  });

  test.each([
    ['1', '0'],
    ['1', '-1'],
  ])('%s to %s while the account holds that side: told loudly, and left alone', async (from, to) => {
    const world = await worldWith();
    world.exchange.tradeByHand('buy', '0.5');
    await world.clock.advance(1_000);
    await say(world, from, to);
    expect(await told(world, 'position.unowned')).toMatchObject([{ symbol: 'BTCUSDT', quantity: '0.5' }]);
    expect(world.held()).toBe(decimal('0.5').plus(to).toFixed());
  });

  // [what is told of the position before, the position after, what was held by hand, what is told as nobody's]
  test.each<[string, object, string, string, readonly string[]]>([
    ['a close that tells no more', {}, '0', '0.5', ['0.5']],
    ['the same of a short', {}, '0', '-0.5', ['-0.5']],
    ['the same where nothing is held', {}, '0', '0', []],
    ['a close that tells the side', { prevMarketPosition: 'long', prevMarketPositionSize: '1' }, '0', '0.5', ['0.5']],
    ['a close of the other side', { prevMarketPosition: 'short', prevMarketPositionSize: '1' }, '0', '0.5', []],
    ['a close whose fill tells the side', { action: 'sell', contracts: '1' }, '0', '0.5', ['0.5']],
    ['a close whose fill tells the other side', { action: 'buy', contracts: '1' }, '0', '0.5', []],
    ['a turn', { prevMarketPosition: 'long', prevMarketPositionSize: '1' }, '-1', '0.5', ['0.5']],
    ['a reduction', { prevMarketPosition: 'long', prevMarketPositionSize: '2' }, '1', '0.5', ['0.5']],
    ['flat before and after', { prevMarketPosition: 'flat', prevMarketPositionSize: '0' }, '0', '0.5', []],
    ['an opening', { prevMarketPosition: 'flat', prevMarketPositionSize: '0' }, '1', '0.5', []],
  ])('in mode target, too: %s', async (_what, before, positionSize, held, quantities) => {
    const world = await worldWith({ mode: 'target' });
    if (held !== '0') world.exchange.tradeByHand(held.startsWith('-') ? 'sell' : 'buy', held.replace('-', ''));
    await world.clock.advance(1_000);
    const firedAt = new Date(world.clock.now()).toISOString();
    await world.post(JSON.stringify({ symbol: 'BTCUSDT.P', strategy: 'btc', firedAt, positionSize, ...before }));
    await world.clock.advance(WINDOW_MS);
    expect(await told(world, 'position.unowned')).toMatchObject(quantities.map((quantity) => ({ quantity })));
  });

  test('nothing is said where the account holds nothing, or the other side', async () => {
    const world = await worldWith();
    world.exchange.tradeByHand('sell', '0.5');
    await world.clock.advance(1_000);
    await say(world, '1', '0');
    expect(await told(world, 'position.unowned')).toEqual([]);
  });
});
