import { refusal } from '../api-error.ts';
import type { Clock } from '../clock.ts';
import type { Update } from '../wire/update.ts';
import type { UpdateQueue } from './update-queue.ts';

export type PollRequest = {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutMs: number;
  readonly abortSignal: AbortSignal;
};

/** One `getUpdates` at a time: a newer one ends the older with 409, as Telegram does. */
export interface LongPoll {
  /** Resolves with updates as soon as there are any, or with none after the timeout or when aborted. */
  poll(request: PollRequest): Promise<readonly Update[]>;
  /** Whether a request waits now. */
  isWaiting(): boolean;
  /** Answers the waiting request with nothing. */
  release(): void;
}

export function createLongPoll(queue: UpdateQueue, clock: Clock): LongPoll {
  let waiting: { readonly displace: () => void; readonly release: () => void } | undefined;
  return {
    poll({ offset, limit, timeoutMs, abortSignal }) {
      waiting?.displace();
      const ready = queue.fetch(offset, limit);
      if (ready.length > 0 || timeoutMs <= 0 || abortSignal.aborted) return Promise.resolve(ready);
      return new Promise((resolve, reject) => {
        const finish = (settle: () => void) => {
          cancelTimer();
          stopListening();
          abortSignal.removeEventListener('abort', release);
          if (waiting === self) waiting = undefined;
          settle();
        };
        const release = () => finish(() => resolve([]));
        const displace = () =>
          finish(() =>
            reject(
              refusal(409, 'terminated by other getUpdates request; make sure that only one bot instance is running'),
            ),
          );
        const self = { displace, release };
        waiting = self;
        const cancelTimer = clock.schedule(timeoutMs, release);
        const stopListening = queue.onPush(() => finish(() => resolve(queue.fetch(offset, limit))));
        abortSignal.addEventListener('abort', release, { once: true });
      });
    },
    isWaiting: () => waiting !== undefined,
    release: () => waiting?.release(),
  };
}
