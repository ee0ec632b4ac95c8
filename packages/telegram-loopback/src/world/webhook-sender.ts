import type { Clock } from '../clock.ts';
import type { Update } from '../wire/update.ts';
import { nowSeconds } from './post-message.ts';
import type { World } from './world.ts';

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;
const ANSWER_TIMEOUT_MS = 60_000;

export type WebhookInfo = {
  readonly url: string;
  readonly has_custom_certificate: false;
  readonly pending_update_count: number;
  readonly max_connections?: number;
  readonly last_error_date?: number;
  readonly last_error_message?: string;
  readonly allowed_updates?: readonly string[];
};

/** Delivers updates by POST, one at a time and in order; repeats what is not answered 2xx. */
export interface WebhookSender {
  set(url: string, secretToken: string): void;
  clear(): void;
  info(): WebhookInfo;
}

export type WebhookSenderOptions = {
  readonly world: World;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** Runs the method that a webhook answered with. */
  readonly onReply: (body: unknown) => void;
};

export function createWebhookSender({ world, clock, fetch, onReply }: WebhookSenderOptions): WebhookSender {
  let target: { readonly url: string; readonly secretToken: string; readonly abort: AbortController } | undefined;
  let lastError: { readonly date: number; readonly message: string } | undefined;
  let retryMs = FIRST_RETRY_MS;
  let isBusy = false;
  let isWaiting = false;
  let cancelRetry = () => {};

  const send = async (update: Update, to: NonNullable<typeof target>): Promise<string | undefined> => {
    try {
      const response = await fetch(to.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(to.secretToken === '' ? {} : { 'x-telegram-bot-api-secret-token': to.secretToken }),
        },
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.any([to.abort.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      const body = await response.text();
      if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
      if (body !== '') onReply(parseJson(body));
      return undefined;
    } catch {
      return 'Connection failed';
    }
  };

  const deliver = async () => {
    if (isBusy) return;
    isBusy = true;
    for (let update = world.updates.fetch(0, 1)[0]; target !== undefined && update !== undefined;) {
      const to = target;
      const failure = await send(update, to);
      // another webhook was set meanwhile: it gets the update too
      if (to !== target) continue;
      if (failure !== undefined) {
        lastError = { date: nowSeconds(world), message: failure };
        retryLater();
        break;
      }
      retryMs = FIRST_RETRY_MS;
      update = world.updates.fetch(update.update_id + 1, 1)[0];
    }
    isBusy = false;
  };
  const retryLater = () => {
    isWaiting = true;
    cancelRetry = clock.schedule(retryMs, () => {
      isWaiting = false;
      void deliver();
    });
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  };
  world.updates.onPush(() => {
    if (target !== undefined && !isWaiting) void deliver();
  });

  const clear = () => {
    target?.abort.abort();
    target = undefined;
    lastError = undefined;
    retryMs = FIRST_RETRY_MS;
    isWaiting = false;
    cancelRetry();
  };
  return {
    set(url, secretToken) {
      clear();
      target = { url, secretToken, abort: new AbortController() };
      void deliver();
    },
    clear,
    info() {
      const allowed = world.updates.allowed();
      return {
        url: target?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: world.updates.pending().length,
        ...(target === undefined ? {} : { max_connections: 1 }),
        ...(lastError === undefined ? {} : { last_error_date: lastError.date, last_error_message: lastError.message }),
        ...(allowed.length === 0 ? {} : { allowed_updates: allowed }),
      };
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
