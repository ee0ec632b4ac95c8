import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { sleep, type Clock, type Logger } from '@perpdesk/broker-core';
import { toTelegramFault } from '../telegram/telegram-error.ts';
import { ALLOWED_UPDATES } from './allowed-updates.ts';
import { readUpdate } from './read-update.ts';
import type { Receiver } from './receiver.ts';

export interface WebhookTimings {
  /** First wait after a failure; doubles. */
  readonly backoffMs: number;
  /** Between two looks at whether Telegram still has it, too. */
  readonly maxBackoffMs: number;
}

export interface WebhookOptions {
  readonly api: Api;
  readonly url: string;
  /** What Telegram shows with each update. */
  readonly secret: string;
  /** Must be durable when it resolves: the answer tells Telegram that we have them. */
  readonly store: (updates: readonly Update[]) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: WebhookTimings;
  /** Another program took the bot's updates, and how long until the desk looks again. */
  readonly onConflict: (waitMs: number) => void;
}

/** Tells Telegram where to post updates, and takes them in. */
export interface Webhook extends Receiver {
  /** Resolves with the status to answer a post with: 200 once its update is stored, 400 for what is none. */
  take(body: Uint8Array): Promise<number>;
}

/** An update is stored before it is answered, so one at a time keeps their order and costs nothing. */
const MAX_CONNECTIONS = 1;

export function createWebhook(options: WebhookOptions): Webhook {
  const { api, url, clock, logger, timings } = options;
  const abort = new AbortController();
  let isSet = false;
  let isHealthy = false;
  let loop = Promise.resolve();

  async function set(): Promise<void> {
    const { secret } = options;
    await api.setWebhook(url, {
      secret_token: secret,
      allowed_updates: ALLOWED_UPDATES,
      max_connections: MAX_CONNECTIONS,
    });
    isSet = true;
    logger.info('webhook set', {});
  }

  /** Whether Telegram posts here, and can. */
  async function look(): Promise<boolean> {
    const info = await api.getWebhookInfo();
    if (info.url !== url) {
      options.onConflict(timings.maxBackoffMs);
      logger.warn('another program took the updates of this bot', {});
      await set();
      return true;
    }
    const isStuck = info.pending_update_count > 0 && info.last_error_message !== undefined;
    if (isStuck) logger.warn('telegram cannot reach the webhook', { reason: info.last_error_message });
    return !isStuck;
  }

  async function run(): Promise<void> {
    for (let failures = 0; !abort.signal.aborted;) {
      try {
        if (isSet) isHealthy = await look();
        else {
          await set();
          isHealthy = true;
        }
        failures = 0;
      } catch (error) {
        if (abort.signal.aborted) return;
        isHealthy = false;
        failures += 1;
        const { status, description } = toTelegramFault(error);
        logger.warn('webhook not set', { status, reason: description });
      }
      const backoff = Math.min(timings.maxBackoffMs, timings.backoffMs * 2 ** Math.min(failures - 1, 16));
      await sleep(clock, failures === 0 ? timings.maxBackoffMs : backoff, abort.signal).catch(() => {});
    }
  }

  return {
    start() {
      loop = run();
    },
    get isHealthy() {
      return isHealthy;
    },
    async take(body) {
      const update = readUpdate(body);
      if (update === null) return 400;
      await options.store([update]);
      return 200;
    },
    // it stays set: what comes while the desk is away, Telegram keeps and posts later
    async stop() {
      abort.abort();
      await loop;
    },
  };
}
