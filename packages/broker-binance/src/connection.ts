import { BrokerError } from '@perpdesk/broker-core';
import type { OpenSession, Session } from './session.ts';
import { unlessAborted } from './unless-aborted.ts';

/** One connection at a time, whoever asks for it. */
export interface Connection {
  readonly current: Session | null;
  /** Twice is once. @throws {BrokerError} the first failure; nothing is left open then. */
  open(abortSignal?: AbortSignal): Promise<void>;
  /** Ends the connection, also one that is on its way. Twice is once. */
  close(): Promise<void>;
}

interface Opening {
  readonly stop: AbortController;
  readonly session: Promise<OpenSession>;
  waiting: number;
}

export function createConnection(openSession: (abortSignal: AbortSignal) => Promise<OpenSession>): Connection {
  let opening: Opening | null = null;
  let current: Session | null = null;

  const begin = (): Opening => {
    const stop = new AbortController();
    const begun: Opening = { stop, session: openSession(stop.signal), waiting: 0 };
    begun.session.then(
      ({ session }) => {
        if (opening === begun) current = session;
      },
      () => {
        if (opening === begun) opening = null;
      },
    );
    return begun;
  };
  const end = async (ending: Opening | null) => {
    ending?.stop.abort();
    const opened = await ending?.session.catch(() => null);
    await opened?.close();
  };

  return {
    get current() {
      return current;
    },
    async open(abortSignal) {
      opening ??= begin();
      const mine = opening;
      mine.waiting += 1;
      try {
        await unlessAborted(mine.session, 'connect', abortSignal);
      } catch (error) {
        // the last one who waited is gone: nobody wants it any more
        if (mine.waiting === 1 && opening === mine && current === null) {
          opening = null;
          await end(mine);
        }
        throw error;
      } finally {
        mine.waiting -= 1;
      }
      if (opening === mine) return;
      const message = 'The broker was closed while it connected. Call connect() again.';
      throw new BrokerError('not-connected', { operation: 'connect', message });
    },
    async close() {
      const closing = opening;
      opening = null;
      current = null;
      await end(closing);
    },
  };
}
