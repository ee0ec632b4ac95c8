import { Api } from 'grammy';
import { sleep } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import { API_TIMEOUT_SECONDS, createBot } from '../chat/create-bot.ts';
import { COMMANDS } from '../chat/commands/registry.ts';
import { createUserDirectory } from '../chat/user-directory.ts';
import type { Desk } from '../desk/desk.ts';
import type { DeskUser } from '../desk/desk-user.ts';
import type { ChatDirectory } from '../outbox/chat-directory.ts';
import { createChatFlags } from '../outbox/chat-flags.ts';
import type { DeskView } from '../outbox/render-row.ts';
import { createOutboxWorker, type OutboxTimings, type OutboxWorker } from '../outbox/outbox-worker.ts';
import { createPoller, type PollerTimings } from '../receive/poller.ts';
import { createUpdateInbox } from '../receive/update-inbox.ts';
import { createSendMessage } from '../telegram/send-message.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';
import type { Metrics } from './metrics.ts';
import type { ProgramPorts } from './program-ports.ts';
import { conflictMessages } from './conflict-messages.ts';

export interface ChatOptions {
  readonly token: string;
  /** `null`: Telegram's own. */
  readonly apiRoot: string | null;
  readonly users: readonly DeskUser[];
  readonly desk: Desk;
  readonly directory: ChatDirectory;
  readonly journal: Journal;
  readonly view: DeskView;
  readonly metrics: Metrics;
  readonly ports: ProgramPorts;
  readonly outboxTimings: OutboxTimings;
  readonly pollerTimings: PollerTimings;
}

export interface ChatProgram {
  readonly outbox: OutboxWorker;
  /** Telegram knows the bot and the last poll was answered. */
  readonly isHealthy: boolean;
  /** Takes no further command; resolves when what runs has ended. */
  stopReceiving(): Promise<void>;
}

/** Everything that speaks with Telegram: the outbox at once, commands as soon as Telegram knows the bot. */
export async function startChat(options: ChatOptions): Promise<ChatProgram> {
  const { token, apiRoot, journal, directory, ports, users } = options;
  const { clock, logger } = ports;
  const root = apiRoot === null ? {} : { apiRoot };
  const flags = createChatFlags(journal);
  await flags.load();
  const ownerTargets = users
    .filter((user) => user.role === 'owner')
    .map((user) => directory.targetOf({ chatId: user.id, topic: null }));

  const bot = createBot({
    token,
    ...root,
    desk: options.desk,
    users: createUserDirectory(users),
    directory,
    clock,
    logger,
    createErrorId: () => Buffer.from(ports.random(4)).toString('hex'),
    onHeard: (chatId) => flags.setAlive(chatId),
    observeDenied: () => options.metrics.countDenied(),
  });
  const outbox = createOutboxWorker({
    journal,
    clock,
    logger,
    timings: options.outboxTimings,
    directory,
    flags,
    view: options.view,
    send: createSendMessage(new Api(token, { ...root, timeoutSeconds: API_TIMEOUT_SECONDS })),
    ownerTargets,
    observe: (outcome) => options.metrics.countDelivery(outcome),
  });
  const inbox = createUpdateInbox({ journal, clock, logger, handle: (update) => bot.handleUpdate(update) });
  const { pollSeconds } = options.pollerTimings;
  const poller = createPoller({
    api: new Api(token, { ...root, timeoutSeconds: pollSeconds + API_TIMEOUT_SECONDS }),
    store: (updates) => inbox.store(updates),
    clock,
    logger,
    timings: options.pollerTimings,
    jitter: ports.jitter,
    onConflict: (waitMs) => void journal.commit(conflictMessages(ownerTargets, clock.now(), waitMs)).catch(() => {}),
  });

  const abort = new AbortController();
  async function introduce(): Promise<void> {
    for (let failures = 0; !abort.signal.aborted; failures += 1) {
      try {
        bot.botInfo = await bot.api.getMe();
        // a webhook left behind would keep updates from us
        await bot.api.deleteWebhook();
        await bot.api.setMyCommands(COMMANDS.map(({ name, description }) => ({ command: name, description })));
        break;
      } catch (error) {
        const { status, description } = toTelegramFault(error);
        logger.warn('bot not introduced to Telegram', { status, reason: description });
        await sleep(clock, Math.min(60_000, 1000 * 2 ** Math.min(failures, 6)), abort.signal).catch(() => {});
      }
    }
    if (abort.signal.aborted) return;
    await inbox.resume();
    poller.start();
  }
  outbox.wake();
  const introduced = introduce().catch(() => logger.error('chat not started'));

  return {
    outbox,
    get isHealthy() {
      return poller.isHealthy;
    },
    async stopReceiving() {
      abort.abort();
      await introduced;
      await poller.stop();
      await inbox.stop();
    },
  };
}
