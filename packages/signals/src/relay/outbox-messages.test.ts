import { describe, expect, test } from 'vitest';
import type { NoticeType } from '../notice.ts';
import { settle, createWorld, testRoute } from '../simulation/world.test.fixture.ts';
import { toOutboxMessages } from './outbox-messages.ts';

const TELLING = { eventId: 'e1', targets: ['desk', 'group', 'desk'], thread: null, now: 1 };
const priorityOf = (type: NoticeType) => toOutboxMessages({ type } as never, TELLING).map(({ priority }) => priority);

describe('what is told', () => {
  test.each([
    'stop.failed',
    'position.unprotected',
    'panic.started',
    'panic.finished',
    'journal.unwritable',
    'desk.fault',
  ] as const)('of %s overtakes what else waits, in each chat once', (type) => {
    expect(priorityOf(type)).toEqual(['critical', 'critical']);
  });

  test.each(['order.filled', 'signal.rejected', 'desk.paused', 'broker.disconnected'] as const)(
    'of %s waits its turn',
    (type) => {
      expect(priorityOf(type)).toEqual(['normal', 'normal']);
    },
  );

  test('of a panic comes before all that was told before it', async () => {
    const world = await createWorld({ routes: [testRoute()] });
    await world.alert('0', '0.02');
    await world.clock.advance(100);
    const panic = world.life.engine.panic({ id: 'p1', actor: 'user:1', relay: ['desk'] });
    await world.clock.advance(60_000);
    await settle(world.clock, panic);
    const types = (await world.journal.listOutbox({ target: 'desk' })).map(({ type }) => type);
    expect(types.slice(0, 3)).toEqual(['panic.started', 'panic.finished', 'desk.started']);
  });
});
