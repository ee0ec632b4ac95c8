import { expect, test } from 'vitest';
import { decimal, isOpenOrder } from '@perpdesk/broker-core';
import { createFailingJournal } from './failing-journal.test.fixture.ts';
import { createWorld, settle } from './world.test.fixture.ts';

test.each(['disk-full', 'unreachable'] as const)(
  'a close by hand of which the journal (%s) took the command alone before the process was killed is carried out once',
  async (code) => {
    let fail = (_code: typeof code | null): void => {};
    let onSignal = (): void => {};
    const world = await createWorld({
      wrapJournal(journal) {
        const failing = createFailingJournal(journal);
        fail = failing.fail;
        return {
          ...failing.journal,
          async acceptSignal(row, messages) {
            const answer = await failing.journal.acceptSignal(row, messages);
            onSignal();
            return answer;
          },
        };
      },
    });
    world.exchange.fillsAtOnce = true;
    await world.alert('0', '0.02');
    await world.clock.advance(3_000);
    fail(code);
    const closed = world.life.engine.trade({
      type: 'close',
      id: 'n1',
      actor: '7',
      brokerId: 'one',
      symbol: 'BTCUSDT',
      positionSide: 'net',
      fraction: decimal('0.5'),
      quantity: null,
      relay: ['desk'],
      confirmedAt: world.clock.now(),
    });
    expect(await settle(world.clock, closed)).toMatchObject({ ok: true });
    await world.clock.advance(4_000);
    expect(world.held()).toBe('0.01');

    onSignal = () => fail(code);
    fail(null);
    await world.clock.advance(3_000);
    world.life.kill();
    const written = await world.journal.listSignals({ source: 'chat:7' });
    onSignal = () => {};
    await world.restart();
    await world.clock.advance(40_000);
    expect(written).toHaveLength(1);
    expect(world.held()).toBe('0.01');
    expect(await world.owned()).toBe('0.01');
    expect(world.exchange.orders.filter((order) => order.type === 'stop-market' && isOpenOrder(order))).toHaveLength(1);
    expect(await world.journal.listSignals({ source: 'chat:7' })).toMatchObject([{ state: 'done' }]);
  },
);
