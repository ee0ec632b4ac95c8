import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { sleep, type Clock, type Logger } from '@perpdesk/broker-core';
import { ALLOWED_UPDATES } from './allowed-updates.ts';
import type { Receiver } from './receiver.ts';
import { toTelegramFault, type TelegramFault } from '../telegram/telegram-error.ts';

export interface PollerTimings {
  /** How long Telegram holds a poll without updates, s. */
  readonly pollSeconds: number;
  /** First wait after a failure; doubles. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** Least wait after another poller was met; the first time, a tenth of it. */
  readonly conflictMs: number;
}

export interface PollerOptions {
  readonly api: Api;
  /** Must be durable when it resolves: the next poll tells Telegram that we have them. */
  readonly store: (updates: readonly Update[]) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: PollerTimings;
  /** In [0, 1): spreads the waits of two programs that fight for one bot. */
  readonly jitter: () => number;
  /** Another program polls this bot, and how long we wait. */
  readonly onConflict: (waitMs: number) => void;
}

/** The first one that is met may be the desk before this one, that is ending: it is not waited for as long. */
const ENDING = 10;

type ApiSignal = NonNullable<Parameters<Api['getUpdates']>[1]>;
/** grammY names the signal of a polyfill; it takes the platform's own. */
function isApiSignal(signal: unknown): signal is ApiSignal {
  return signal instanceof AbortSignal;
}

/** Reads updates for ever: no answer of Telegram ends it. */
export function createPoller(options: PollerOptions): Receiver {
  const { api, clock, logger, timings } = options;
  const abort = new AbortController();
  let offset = 0;
  let failures = 0;
  let hasConflicted = false;
  let isHealthy = false;
  let loop = Promise.resolve();

  async function pollOnce(): Promise<void> {
    const request = { offset, limit: 100, timeout: timings.pollSeconds, allowed_updates: ALLOWED_UPDATES };
    const signal: unknown = abort.signal;
    const updates = await api.getUpdates(request, isApiSignal(signal) ? signal : undefined);
    await options.store(updates);
    for (const update of updates) offset = Math.max(offset, update.update_id + 1);
  }

  function waitAfter(fault: TelegramFault): number {
    if (fault.status === 409) {
      const leastMs = hasConflicted ? timings.conflictMs : timings.conflictMs / ENDING;
      hasConflicted = true;
      const waitMs = Math.round(leastMs * (1 + options.jitter()));
      options.onConflict(waitMs);
      return waitMs;
    }
    const backoff = Math.min(timings.maxBackoffMs, timings.backoffMs * 2 ** Math.min(failures, 16));
    return Math.max(fault.retryAfterMs ?? 0, backoff);
  }

  /** One that was left behind, or set by somebody else, keeps updates from us. */
  async function dropWebhook(): Promise<void> {
    if (abort.signal.aborted) return;
    await api.deleteWebhook().catch((error: unknown) => {
      logger.warn('webhook not deleted', { reason: toTelegramFault(error).description });
    });
  }

  async function run(): Promise<void> {
    while (!abort.signal.aborted) {
      try {
        await pollOnce();
        failures = 0;
        isHealthy = true;
      } catch (error) {
        if (abort.signal.aborted) return;
        isHealthy = false;
        const fault = toTelegramFault(error);
        const waitMs = waitAfter(fault);
        failures += 1;
        logger.warn('updates not read', { status: fault.status, reason: fault.description, waitMs });
        await sleep(clock, waitMs, abort.signal).catch(() => {});
        if (fault.status === 409 && fault.description.includes('webhook')) await dropWebhook();
      }
    }
  }

  return {
    start() {
      isHealthy = true;
      loop = run();
    },
    get isHealthy() {
      return isHealthy;
    },
    async stop() {
      abort.abort();
      await loop;
    },
  };
}
