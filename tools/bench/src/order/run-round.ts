import type { ContenderName } from './contender.ts';
import type { Lap } from './figures.ts';
import type { RunningContender } from './spawn-contender.ts';

export interface RoundOptions {
  /** Of each client. */
  readonly orders: number;
  readonly inFlight: number;
}

/** Orders of one client in a row: few, so that what the machine does beside meets all clients alike. */
const TURN = 200;
const WARM_UP_ORDERS = 1_500;

/** Until their code is compiled and their connections are open. */
export async function warmUp(running: readonly RunningContender[], { orders, inFlight }: RoundOptions): Promise<void> {
  for (const one of running) {
    await one.run({ orders: Math.max(orders, WARM_UP_ORDERS), inFlight: 1 });
    await one.run({ orders, inFlight });
  }
}

/** Each client's orders one after another, in turns; then as many with many in flight. Another begins each round. */
export async function runRound(
  running: readonly RunningContender[],
  { round, orders, inFlight }: RoundOptions & { readonly round: number },
): Promise<ReadonlyMap<ContenderName, Lap>> {
  const first = round % running.length;
  const turns = [...running.slice(first), ...running.slice(0, first)];
  const alone = new Map<ContenderName, { latencies: number[]; cpuMs: number }>();
  for (let left = orders; left > 0; left -= TURN) {
    for (const one of turns) {
      const { latencies, cpuMs } = await one.run({ orders: Math.min(TURN, left), inFlight: 1 });
      const before = alone.get(one.name) ?? { latencies: [], cpuMs: 0 };
      alone.set(one.name, { latencies: [...before.latencies, ...latencies], cpuMs: before.cpuMs + cpuMs });
    }
  }
  const laps = new Map<ContenderName, Lap>();
  for (const one of turns) {
    const { elapsedMs } = await one.run({ orders, inFlight });
    const { latencies = [], cpuMs = 0 } = alone.get(one.name) ?? {};
    laps.set(one.name, { latencies, cpuMs, ordersPerSecond: (orders / elapsedMs) * 1_000 });
  }
  return laps;
}
