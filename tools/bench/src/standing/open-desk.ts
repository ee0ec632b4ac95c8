import { accountsOf } from '../alerts/bench-account.ts';
import { monotonicMs } from '../alerts/monotonic-ms.ts';
import type { RunningHandler } from '../alerts/running-handler.ts';
import { AlertSender } from '../alerts/send-alerts.ts';
import { spawnProgram } from '../alerts/spawn-program.ts';
import { type RunningVenue, spawnVenue } from '../alerts/spawn-venue.ts';

export interface DeskOptions {
  readonly accounts: number;
  readonly symbols: number;
  /** The desk's own; must exist. */
  readonly folder: string;
  /** The route's `entry`, as YAML. Default: at the market. */
  readonly entry?: string;
}

/** The program on an exchange of its own, which stays where the program is started anew. */
export interface StandingDesk {
  readonly venue: RunningVenue;
  readonly accounts: readonly string[];
  readonly rest: string;
  readonly socket: string;
  /** Starts the program. */
  start(): Promise<{ readonly program: RunningHandler; readonly sender: AlertSender; readonly readyMs: number }>;
  /** Ends what was started. */
  close(): Promise<void>;
}

export async function openDesk({ accounts: count, symbols, folder, entry }: DeskOptions): Promise<StandingDesk> {
  const venue = spawnVenue();
  const accounts = accountsOf('standing', count);
  const { rest, socket } = await venue.ask({ type: 'open', accounts, symbols }, 'opened');
  const toClose: (() => Promise<void>)[] = [];
  return {
    venue,
    accounts: accounts.map(({ name }) => name),
    rest,
    socket,
    async start() {
      const from = monotonicMs();
      const journalUrl = `sqlite:${folder}/journal.db`;
      const place = { accounts, rest, socket, symbols, journalUrl, folder };
      const program = await spawnProgram(entry === undefined ? place : { ...place, entry });
      const readyMs = monotonicMs() - from;
      const sender = new AlertSender(program.alertUrl, 20);
      toClose.push(async () => {
        await sender.close();
        await program.close();
      });
      return { program, sender, readyMs };
    },
    async close() {
      for (const one of toClose.splice(0)) await one();
      venue.close();
    },
  };
}
