import { setTimeout as sleep } from 'node:timers/promises';
import { accountsOf } from './bench-account.ts';
import type { HandlerName } from './handler.ts';
import { openHandler } from './open-handler.ts';
import { hearAccount } from '../order/hear-account.ts';
import { HANDLERS } from './handler.ts';
import type { RunningHandler } from './running-handler.ts';
import { AlertSender } from './send-alerts.ts';
import { type RunningVenue, spawnVenue } from './spawn-venue.ts';

/** A handler that runs, with what sends alerts to it. */
export interface BenchHandler extends RunningHandler {
  readonly name: HandlerName;
  /** Names at the venue. */
  readonly accounts: readonly string[];
  readonly sender: AlertSender;
  /** Its own: limits are counted by address, whoever the accounts are. */
  readonly venue: RunningVenue;
}

export interface SetOptions {
  readonly names: readonly HandlerName[];
  readonly accounts: number;
  readonly symbols: number;
  readonly connections: number;
  readonly folder: string;
}

const SETTLE_MS = 1_000;

/** Each handler with an exchange of its own. */
export async function openHandlers(options: SetOptions): Promise<{
  readonly handlers: readonly BenchHandler[];
  close(): Promise<void>;
}> {
  const { names, accounts: count, symbols, connections, folder } = options;
  const handlers: BenchHandler[] = [];
  const toClose: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const one of toClose.splice(0).toReversed()) await one();
  };
  const open = async (name: HandlerName) => {
    const accounts = accountsOf(name, count);
    const venue = spawnVenue();
    toClose.push(() => venue.close());
    const { rest, socket } = await venue.ask({ type: 'open', accounts, symbols }, 'opened');
    const running = await openHandler({ name, accounts, rest, socket, symbols, folder });
    toClose.push(() => running.close());
    const sender = new AlertSender(running.alertUrl, connections);
    toClose.push(() => sender.close());
    handlers.push({ ...running, name, accounts: accounts.map((account) => account.name), sender, venue });
    // the venue tells each account alike, whether its handler listens or not
    if (HANDLERS[name].program) return;
    for (const { apiKey, secretKey } of accounts) {
      const listener = await hearAccount({ rest, socket, apiKey, secretKey });
      toClose.push(() => listener.close());
    }
  };
  try {
    for (const name of names) await open(name);
  } catch (error) {
    await close();
    throw error;
  }
  await sleep(SETTLE_MS);
  return { handlers, close };
}
