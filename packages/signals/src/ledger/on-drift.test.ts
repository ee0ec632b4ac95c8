import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { OPEN_LIMITS } from '../define-route.ts';
import type { Notice } from '../notice.ts';
import type { Route } from '../route.ts';
import { refuse } from '../simulation/exchange.test.fixture.ts';
import { settle } from '../simulation/world.test.fixture.ts';
import { createStreams, SHARED, type Streams } from './streams.test.fixture.ts';

const ABSOLUTE: Partial<Route> = {
  onDrift: 'absolute',
  limits: { ...OPEN_LIMITS, maxNotional: decimal('200000') },
};
const HALT: Partial<Route> = { onDrift: 'halt' };

async function drifts(streams: Streams): Promise<readonly string[]> {
  const all: readonly Notice[] = await streams.world.notices();
  return all.flatMap((notice) => (notice.type === 'account.drift' ? [notice.detail] : []));
}

async function byHand(streams: Streams, side: 'buy' | 'sell', quantity: string, positionSide?: 'long' | 'short') {
  streams.world.exchange.tradeByHand(side, quantity, positionSide);
  await streams.world.clock.advance(3_000);
}

async function resume(streams: Streams): Promise<void> {
  await settle(streams.world.clock, streams.world.life.engine.resume('111', ['desk']));
}

describe('onDrift: ledger', () => {
  test('leaves what no strategy owns, and tells only what was owned and is gone', async () => {
    const streams = await createStreams('one-way', {});
    await streams.step('a', '0', '2');
    await byHand(streams, 'buy', '1');
    expect([await streams.owned(), streams.held(), await drifts(streams)]).toEqual(['a 2', 'net 3', []]);
    await byHand(streams, 'sell', '2');
    expect([await streams.owned(), streams.held()]).toEqual(['a 1', 'net 1']);
    expect(await drifts(streams)).toEqual([
      '1 BTCUSDT of what strategies own is not on the account, by no order of this desk; it is not bought back.',
    ]);
  });
});

describe('onDrift: absolute', () => {
  test('closes what no strategy owns, on the side of a position, against none, and in hedge mode by side', async () => {
    const streams = await createStreams('one-way', ABSOLUTE);
    await streams.step('a', '0', '2');
    streams.orders();
    await byHand(streams, 'buy', '1');
    expect(streams.orders()).toEqual(['sell net 1 reduce-only']);
    expect([await streams.owned(), streams.held()]).toEqual(['a 2', 'net 2']);
    await streams.step('a', '2', '0');
    await byHand(streams, 'sell', '1');
    expect([await streams.owned(), streams.held()]).toEqual(['', '']);
    expect(streams.orders()).toEqual(['sell net 2 reduce-only', 'buy net 1 reduce-only']);
    expect(await drifts(streams)).toEqual([
      'The account holds 1 BTCUSDT long that no strategy owns. It is closed.',
      'The account holds 1 BTCUSDT short that no strategy owns. It is closed.',
    ]);

    const hedge = await createStreams('hedge', ABSOLUTE);
    await hedge.step('a', '0', '2');
    hedge.orders();
    await byHand(hedge, 'buy', '1', 'long');
    await byHand(hedge, 'sell', '1', 'short');
    expect(hedge.orders()).toEqual(['sell long 1', 'buy short 1']);
    expect([await hedge.owned(), hedge.held()]).toEqual(['a 2', 'long 2']);
  });

  test('never buys back what is gone, leaves alone what is beyond the cap, and says so once', async () => {
    const streams = await createStreams('one-way', ABSOLUTE);
    await streams.step('a', '0', '2');
    streams.orders();
    await byHand(streams, 'sell', '1');
    expect([await streams.owned(), streams.held(), streams.orders()]).toEqual(['a 1', 'net 1', []]);
    await byHand(streams, 'buy', '4');
    await streams.world.clock.advance(120_000);
    expect([await streams.owned(), streams.held(), streams.orders()]).toEqual(['a 1', 'net 5', []]);
    expect((await drifts(streams)).slice(1)).toEqual([
      'The account holds 4 BTCUSDT long that no strategy owns. It is left alone: that is beyond 200000.',
    ]);
    await byHand(streams, 'sell', '2');
    expect([await streams.owned(), streams.held()]).toEqual(['a 1', 'net 1']);
  });

  test('tries on while it is refused, and closes once where the answer is lost', async () => {
    const streams = await createStreams('one-way', ABSOLUTE);
    await streams.step('a', '0', '2');
    streams.orders();
    const faults = ['rejected', 'lost', 'lost-answer'] as const;
    let next = 0;
    streams.world.exchange.faultFor = () => faults[next++] ?? 'none';
    await byHand(streams, 'buy', '1');
    await streams.world.clock.advance(60_000);
    expect(streams.orders()).toEqual(['sell net 1 reduce-only']);
    expect([await streams.owned(), streams.held()]).toEqual(['a 2', 'net 2']);
  });

  test('a refusal as nothing that reduces is no end of it', async () => {
    const streams = await createStreams('one-way', ABSOLUTE);
    await streams.step('a', '0', '2');
    streams.orders();
    const { exchange } = streams.world;
    const { place } = exchange;
    let refusals = 2;
    exchange.place = async (request, validity) => {
      if (refusals-- > 0) throw refuse('reduce-only-rejected', 'rejected');
      return place(request, validity);
    };
    await byHand(streams, 'buy', '1');
    await streams.world.clock.advance(10_000);
    expect(streams.orders()).toEqual(['sell net 1 reduce-only']);
    expect([await streams.owned(), streams.held()]).toEqual(['a 2', 'net 2']);
  });

  test('takes nothing from streams that own against each other, also after a restart', async () => {
    const streams = await createStreams('one-way', { ...SHARED, ...ABSOLUTE });
    await streams.step('a', '0', '1');
    await streams.step('b', '0', '-1');
    streams.orders();
    streams.world.life.kill();
    streams.world.exchange.tradeByHand('sell', '1');
    await streams.world.restart();
    await streams.world.clock.advance(10_000);
    expect(streams.orders()).toEqual(['buy net 1 reduce-only']);
    expect([await streams.owned(), streams.held()]).toEqual(['a 1, b -1', '']);
  });
});

describe('onDrift: halt', () => {
  test('refuses entries until someone resumes, lets exits go, and says so', async () => {
    const streams = await createStreams('one-way', HALT);
    await streams.step('a', '0', '2');
    await byHand(streams, 'buy', '1');
    const { engine } = streams.world.life;
    expect(engine.status().halted).toEqual(['one BTCUSDT']);
    expect(await drifts(streams)).toEqual([
      'The account holds 1 BTCUSDT long that no strategy owns. Entries into BTCUSDT on this account are halted until someone accepts that with /resume; exits go on.',
    ]);
    streams.orders();
    await streams.step('a', '2', '3');
    expect((await streams.world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'drift-halt' });
    await streams.step('a', '3', '1');
    expect(streams.orders()).toEqual(['sell net 1 reduce-only']);

    await resume(streams);
    expect(engine.status().halted).toEqual([]);
    expect((await streams.world.notices()).at(-1)).toMatchObject({ type: 'desk.resumed', accepted: ['one BTCUSDT'] });
    await streams.step('a', '1', '2');
    expect([await streams.owned(), streams.held()]).toEqual(['a 2', 'net 3']);
    // what was accepted is known; what comes on top of it is not
    await streams.world.clock.advance(120_000);
    expect(engine.status().halted).toEqual([]);
    await byHand(streams, 'buy', '1');
    expect(engine.status().halted).toEqual(['one BTCUSDT']);
  });

  test('halts by what is gone, and by what an account held before; a restart forgets neither', async () => {
    const streams = await createStreams('hedge', HALT);
    await streams.step('a', '0', '2');
    await byHand(streams, 'sell', '1', 'long');
    expect(streams.world.life.engine.status().halted).toEqual(['one BTCUSDT']);
    expect(await drifts(streams)).toMatchObject([expect.stringContaining('is not bought back. Entries into BTCUSDT')]);
    await streams.world.restart();
    expect(streams.world.life.engine.status().halted).toEqual(['one BTCUSDT']);
    await resume(streams);
    streams.world.life.kill();
    streams.world.exchange.tradeByHand('sell', '1', 'short');
    await streams.world.restart();
    await streams.world.clock.advance(5_000);
    expect(streams.world.life.engine.status().halted).toEqual(['one BTCUSDT']);
    await resume(streams);
    await byHand(streams, 'buy', '1', 'short');
    expect(streams.world.life.engine.status().halted).toEqual([]);
  });

  test('takes what rests at the exchange back, and no person opens either; /panic halts nothing', async () => {
    const entry = {
      type: 'limit',
      offsetPercent: decimal('1'),
      expiryMs: 60_000,
      fallback: 'cancel',
      steps: 1,
    } as const;
    const streams = await createStreams('one-way', { ...HALT, entry });
    await streams.step('a', '0', '2');
    await byHand(streams, 'buy', '1');
    expect(streams.orders()[0]).toBe('buy net 2 canceled');
    const open = { type: 'open', id: 'n', actor: '111', brokerId: 'one', symbol: 'BTCUSDT', relay: ['desk'] } as const;
    const confirmedAt = streams.world.clock.now();
    const command = { ...open, direction: 'long', quantity: decimal('1'), confirmedAt } as const;
    await settle(streams.world.clock, streams.world.life.engine.trade(command));
    await streams.world.clock.advance(1_000);
    expect((await streams.world.notices()).at(-1)).toMatchObject({ type: 'signal.rejected', code: 'drift-halt' });

    const panicked = await createStreams('one-way', HALT);
    await panicked.step('a', '0', '2');
    const report = panicked.world.life.engine.panic({ actor: '111', relay: [] });
    await panicked.world.clock.advance(30_000);
    expect(await report).toMatchObject({ flat: true });
    await resume(panicked);
    expect([panicked.world.life.engine.status().halted, await panicked.owned()]).toEqual([[], '']);
  });
});
