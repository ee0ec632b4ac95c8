import { performance } from 'node:perf_hooks';
import { closeServers, dial, startServer, TOKEN, type RawConnection } from './alert-server.test.fixture.ts';

export interface SlowSendersResult {
  /** Connections that were open when the last alert was answered. */
  readonly standing: number;
  /** Of each alert, ms, from the beginning of its connection to the whole answer. */
  readonly answersMs: readonly number[];
  readonly statuses: readonly number[];
}

/** What a slow sender begins with: nothing, half a head, half a body. */
const BEGINNINGS = [
  '',
  'POST /hooks/',
  `POST /hooks/${TOKEN} HTTP/1.1\r\nhost: x\r\n`,
  'POST /hooks/wrong HTTP/1.1\r\nhost: x\r\ncontent-length: 60000\r\n\r\n{',
];
const ALERTS = 20;
/** Before a connection that was cut is dialled anew. */
const REDIAL_MS = 500;

/**
 * Keeps so many connections half open, each cut one dialled anew, while a route's sender posts alerts over fresh
 * connections, and measures how long those wait.
 */
export async function measureSlowSenders(connections: number): Promise<SlowSendersResult> {
  const desk = await startServer();
  const slow = new Set<RawConnection>();
  let isOver = false;
  const open = (index: number): void => {
    const connection = dial(desk.port, BEGINNINGS[index % BEGINNINGS.length]);
    slow.add(connection);
    void connection.ended.then(() => {
      slow.delete(connection);
      if (!isOver) setTimeout(() => (isOver ? undefined : open(index)), REDIAL_MS);
    });
  };
  try {
    for (let index = 0; index < connections; index += 1) {
      open(index);
      if (index % 100 === 99) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const answersMs: number[] = [];
    const statuses: number[] = [];
    for (let sent = 0; sent < ALERTS; sent += 1) {
      const from = performance.now();
      const answer = await desk.post(`/hooks/${TOKEN}`, { headers: { connection: 'close' } });
      await answer.text();
      answersMs.push(performance.now() - from);
      statuses.push(answer.status);
    }
    return { standing: slow.size, answersMs, statuses };
  } finally {
    isOver = true;
    for (const { socket } of slow) socket.destroy();
    await closeServers();
  }
}
