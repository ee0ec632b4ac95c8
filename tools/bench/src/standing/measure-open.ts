import { setTimeout as sleep } from 'node:timers/promises';
import { residentBytes } from '../alerts/resident-bytes.ts';
import { REST_MS } from './measure-embedded.ts';
import { type DeskOptions, openDesk } from './open-desk.ts';

export interface OpenFigures {
  readonly accounts: number;
  /** With an empty journal. */
  readonly emptyReadyMs: number;
  /** At rest, nothing traded. */
  readonly idleBytes: number;
  /** Orders that rested at the exchange when the program was killed. */
  readonly open: number;
  /** From the start after it to `/readyz` 200, ms. */
  readonly openReadyMs: number;
  /** What the exchange counted of both starts, of the 2 400 a minute that Binance lets an address have. */
  readonly emptyWeight: number;
  readonly openWeight: number;
  /** Calls for an order in the minute after it: there should be none. */
  readonly sentAgain: number;
  readonly openBytes: number;
}

/** Orders of each ladder. */
const STEPS = 10;
const PATIENCE_MS = 300_000;
const AFTER_MS = 60_000;
/** The exchange counts by the minutes of the clock. */
const MINUTE_MS = 60_000;

/** A desk of several accounts at rest; then with ladders that rest on every instrument of each, killed and started again. */
export async function measureOpen(options: Omit<DeskOptions, 'entry'>): Promise<OpenFigures> {
  const entry = `{ type: ladder, offset: "10", steps: ${STEPS}, expiry: 60m }`;
  const desk = await openDesk({ ...options, entry });
  const { venue, accounts } = desk;
  try {
    await nextMinute();
    const { program, sender, readyMs: emptyReadyMs } = await desk.start();
    const emptyWeight = await usedWeight(desk.rest);
    await sleep(REST_MS);
    const idleBytes = residentBytes(program.pid);
    const sent = await sender.send({ count: options.symbols, perSecond: 10, symbols: options.symbols });
    const wanted = sent.length * accounts.length * STEPS;
    let open = 0;
    for (const until = Date.now() + PATIENCE_MS; open < wanted && Date.now() < until; await sleep(500)) {
      open += (await venue.ask({ type: 'read', accounts, isLast: false }, 'arrived')).arrivals.length;
    }
    await sleep(REST_MS);
    process.kill(program.pid, 'SIGKILL');
    await venue.ask({ type: 'read', accounts, isLast: true }, 'arrived');
    // a program goes by Binance's limit until it has read this exchange's
    await nextMinute();
    const weightBefore = await usedWeight(desk.rest);
    const again = await desk.start();
    const openWeight = (await usedWeight(desk.rest)) - weightBefore;
    await sleep(AFTER_MS);
    const after = await venue.ask({ type: 'read', accounts, isLast: true }, 'arrived');
    return {
      accounts: accounts.length,
      emptyReadyMs,
      idleBytes,
      open,
      openReadyMs: again.readyMs,
      emptyWeight,
      openWeight,
      sentAgain: after.arrivals.length + after.refused,
      openBytes: residentBytes(again.program.pid),
    };
  } finally {
    await desk.close();
  }
}

/** A second into it, so that what is counted is of one minute: a start takes less. */
async function nextMinute(): Promise<void> {
  await sleep(MINUTE_MS - (Date.now() % MINUTE_MS) + 1_000);
}

/** @throws {Error} if the exchange does not say. */
async function usedWeight(rest: string): Promise<number> {
  const told = (await fetch(`${rest}/fapi/v1/time`)).headers.get('x-mbx-used-weight-1m');
  if (told === null) throw new Error('The exchange does not say how much weight was used.');
  return Number(told);
}
