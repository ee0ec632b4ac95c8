import { expect, test } from 'vitest';
import { settableClock } from '../settable-clock.test.fixture.ts';
import { createConnections, type LineHandlers } from './connections.ts';

function connectionsOf(options: { rotateAfterMs?: number } = {}) {
  const clock = settableClock(0);
  const said: string[] = [];
  const lines: { handlers: LineHandlers; isOpen: boolean; isClosed: boolean; pongAt: number | null }[] = [];
  const connections = createConnections({
    clock,
    random: () => 0,
    overlapMs: 5_000,
    ...options,
    createLine(handlers) {
      const line = { handlers, isOpen: false, isClosed: false, pongAt: null as number | null };
      lines.push(line);
      return {
        get isOpen() {
          return line.isOpen;
        },
        get lastTrafficAt() {
          return line.pongAt;
        },
        start: () => {},
        async close() {
          line.isOpen = false;
          line.isClosed = true;
          // a socket may say so late
          handlers.onDown('closed');
          handlers.onText('late');
        },
      };
    },
    onOpen: () => void said.push('open'),
    onText: (text) => void said.push(text),
    onDown: (reason) => void said.push(`down: ${reason}`),
  });
  const up = (index: number) => {
    lines[index]!.isOpen = true;
    lines[index]!.handlers.onOpen();
  };
  const down = (index: number) => {
    lines[index]!.isOpen = false;
    lines[index]!.handlers.onDown('reset');
  };
  connections.start();
  connections.start();
  return { clock, said, lines, connections, up, down };
}

test('a replacement overlaps; what both bring is told once, what the old one says afterwards is not', async () => {
  const { clock, said, lines, connections, up } = connectionsOf();
  up(0);
  lines[0]!.handlers.onText('a');
  connections.replace();
  connections.replace();
  expect(lines).toHaveLength(2);
  lines[0]!.handlers.onText('b');
  up(1);
  lines[1]!.handlers.onText('b');
  lines[1]!.handlers.onText('c');
  lines[0]!.handlers.onText('c');
  expect(lines[0]!.isClosed).toBe(false);
  await clock.advance(5_000);
  expect(lines[0]!.isClosed).toBe(true);
  lines[1]!.handlers.onText('c');
  expect(said).toEqual(['open', 'a', 'b', 'open', 'c', 'c']);
});

test('the old connection lost while the new one is up is no loss', async () => {
  const { said, lines, connections, up, down } = connectionsOf();
  up(0);
  connections.replace();
  up(1);
  down(0);
  expect(said).toEqual(['open', 'open']);
  expect(connections.isOpen).toBe(true);
  expect(lines[0]!.isClosed).toBe(true);
});

test('the new connection lost while the old one is up is no loss; it comes up again', async () => {
  const { clock, said, lines, connections, up, down } = connectionsOf();
  up(0);
  connections.replace();
  up(1);
  down(1);
  await clock.advance(10_000);
  expect(lines[0]!.isClosed).toBe(false);
  up(1);
  await clock.advance(5_000);
  expect(lines[0]!.isClosed).toBe(true);
  expect(said).toEqual(['open', 'open', 'open']);
});

test('the old connection lost before the new one is up is a loss', async () => {
  const { said, connections, up, down } = connectionsOf();
  up(0);
  connections.replace();
  down(0);
  expect(connections.isOpen).toBe(false);
  up(1);
  expect(said).toEqual(['open', 'down: reset', 'open']);
  expect(connections.isOpen).toBe(true);
});

test('a deaf connection does not count, and goes when the new one is up', async () => {
  const { lines, connections, up } = connectionsOf();
  up(0);
  connections.replaceDeaf();
  expect(connections.isOpen).toBe(false);
  up(1);
  expect(connections.isOpen).toBe(true);
  expect(lines[0]!.isClosed).toBe(true);
});

test('deaf while none is up, the one on its way is enough', () => {
  const { lines, connections, up } = connectionsOf();
  connections.replaceDeaf();
  up(0);
  expect(lines).toHaveLength(1);
  expect(connections.isOpen).toBe(true);
});

test('deaf while two overlap, both go', async () => {
  const { lines, connections, up } = connectionsOf();
  up(0);
  connections.replace();
  up(1);
  connections.replaceDeaf();
  expect(connections.isOpen).toBe(false);
  expect(lines).toHaveLength(3);
  up(2);
  expect(connections.isOpen).toBe(true);
  expect(lines.map(({ isClosed }) => isClosed)).toEqual([true, true, false]);
});

test('a connection is replaced before its day is over, counted from when it came up last', async () => {
  const { clock, lines, up, down } = connectionsOf({ rotateAfterMs: 100_000 });
  up(0);
  await clock.advance(90_000);
  down(0);
  up(0);
  await clock.advance(90_000);
  expect(lines).toHaveLength(1);
  await clock.advance(11_000);
  expect(lines).toHaveLength(2);
});

test('knows of the last pong after the connection is lost', async () => {
  const { clock, lines, connections, up, down } = connectionsOf();
  expect(connections.lastTrafficAt).toBeNull();
  up(0);
  await clock.advance(19_000);
  lines[0]!.pongAt = 19_000;
  await clock.advance(3_000);
  lines[0]!.pongAt = null;
  down(0);
  expect(connections.lastTrafficAt).toBe(19_000);
  await connections.close();
  expect(clock.scheduledCount).toBe(0);
  connections.replace();
  expect(lines).toHaveLength(1);
});

test('after the clock was set back the last pong is the last one all the same', async () => {
  const { clock, lines, connections, up } = connectionsOf();
  up(0);
  await clock.advance(19_000);
  lines[0]!.pongAt = 19_000;
  expect(connections.lastTrafficAt).toBe(19_000);
  clock.set(-3_600_000);
  await clock.advance(10_000);
  lines[0]!.pongAt = clock.now();
  expect(connections.lastTrafficAt).toBe(clock.now());
});
