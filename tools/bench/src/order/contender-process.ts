import type { Contender } from './contender.ts';
import { MODULES } from './contenders/index.ts';
import type { Ask, Reply } from './messages.ts';

/** One client in a process of its own, so that its memory, its CPU and its import are its own too. */
let contender: Contender | null = null;
let lap = 0;

async function run({ orders, inFlight }: Extract<Ask, { type: 'run' }>): Promise<Reply> {
  if (contender === null) throw new Error('not open');
  const ready = contender;
  lap += 1;
  const latencies: number[] = [];
  let next = 0;
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const worker = async () => {
    while (next < orders) {
      const id = `b${lap}-${next}`;
      next += 1;
      const sentAt = performance.now();
      await ready.place(id);
      latencies.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const elapsedMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { type: 'ran', latencies, elapsedMs, cpuMs: (user + system) / 1000 };
}

async function answer(ask: Ask): Promise<Reply | null> {
  if (ask.type === 'run') return run(ask);
  if (ask.type === 'close') {
    await contender?.close();
    process.disconnect();
    return null;
  }
  const startedAt = performance.now();
  await MODULES[ask.name].load();
  const importMs = performance.now() - startedAt;
  contender = await MODULES[ask.name].open(ask.target);
  return { type: 'opened', importMs, rssBytes: process.memoryUsage().rss };
}

process.on('message', (ask: Ask) => {
  void answer(ask)
    .catch((error: unknown): Reply => ({
      type: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error),
    }))
    .then((reply) => reply !== null && process.send?.(reply));
});
