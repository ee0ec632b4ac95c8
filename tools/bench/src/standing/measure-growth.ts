import { setTimeout as sleep } from 'node:timers/promises';
import { residentBytes } from '../alerts/resident-bytes.ts';
import { listenKeyOf } from '../order/listen-key.ts';
import { type DeskOptions, openDesk } from './open-desk.ts';

/** What a program held when so much had happened. */
export interface GrowthPoint {
  /** Told by the exchange's streams so far. */
  readonly events: number;
  readonly orders: number;
  readonly seconds: number;
  readonly bytes: number;
}

export interface GrowthOptions extends DeskOptions {
  readonly events: number;
  readonly perSecond: number;
  /** Measured so many times on the way. */
  readonly points: number;
  readonly print: (line: string) => void;
}

/** Alerts between two looks. */
const LOOK_AFTER = 100;

/** Strategies open and close until the exchange has told so many events. */
export async function measureGrowth(options: GrowthOptions): Promise<readonly GrowthPoint[]> {
  const { events: wanted, perSecond, symbols, points, print } = options;
  const desk = await openDesk(options);
  const [account = ''] = desk.accounts;
  try {
    const { program, sender } = await desk.start();
    const heard = await countEvents(desk.rest, desk.socket, `${account}-key`);
    const measured: GrowthPoint[] = [];
    const from = Date.now();
    let orders = 0;
    for (let events = 0; events < wanted;) {
      await sender.send({ count: LOOK_AFTER, perSecond, symbols });
      const seen = await desk.venue.ask({ type: 'read', accounts: desk.accounts, isLast: true }, 'arrived');
      orders += seen.arrivals.length;
      events = heard.count * desk.accounts.length;
      if (events < ((measured.length + 1) * wanted) / points) continue;
      const seconds = (Date.now() - from) / 1_000;
      measured.push({ events, orders, seconds, bytes: residentBytes(program.pid) });
      print(JSON.stringify(measured.at(-1)));
    }
    await sleep(1_000);
    heard.close();
    return measured;
  } finally {
    await desk.close();
  }
}

/** One account's stream; the others' are alike. */
async function countEvents(rest: string, socket: string, apiKey: string): Promise<{ count: number; close(): void }> {
  const listenKey = await listenKeyOf(rest, apiKey);
  const stream = new WebSocket(`${socket}/private/ws?listenKey=${listenKey}`);
  const heard = { count: 0, close: () => stream.close() };
  stream.addEventListener('message', () => (heard.count += 1));
  await new Promise((resolve, reject) => {
    stream.addEventListener('open', resolve);
    stream.addEventListener('error', () => reject(new Error('The account’s stream does not open.')));
  });
  return heard;
}
