import { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { sleep } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import type { SignalEngine } from '@perpdesk/signals';
import { API_TIMEOUT_SECONDS, createBot } from '../chat/create-bot.ts';
import { COMMANDS } from '../chat/commands/registry.ts';
import { createMenus } from '../chat/menus.ts';
import { isCodeUpdate } from '../receive/is-code-update.ts';
import type { Desk } from '../desk/desk.ts';
import type { DeskUser } from '../desk/desk-user.ts';
import { createRightsDesk } from '../rights/manage-rights.ts';
import { createMayHear } from '../rights/may-hear.ts';
import { createRightsBook } from '../rights/rights-book.ts';
import { createLooks, type Looks } from '../live/looks.ts';
import { startLiveCards } from '../live/start-live-cards.ts';
import { createEditMessage, editWhere } from '../live/edit-message.ts';
import { createNotifySettings } from '../notify/notify-settings.ts';
import { withMoves, type ChatDirectory } from '../outbox/chat-directory.ts';
import { createChatFlags } from '../outbox/chat-flags.ts';
import { createNotifyBook } from '../notify/notify-book.ts';
import type { DeskView } from '../outbox/render-row.ts';
import { createSpeechDirectory, type SpeechDefaults } from '../outbox/speech-directory.ts';
import { createOutboxWorker, type OutboxTimings, type OutboxWorker } from '../outbox/outbox-worker.ts';
import type { RenderPicture } from '../picture/render-picture.ts';
import { createPoller, type PollerTimings } from '../receive/poller.ts';
import { createWebhook } from '../receive/webhook.ts';
import { webhookSecret } from '../receive/webhook-secret.ts';
import type { Receiver } from '../receive/receiver.ts';
import { createUpdateInbox } from '../receive/update-inbox.ts';
import { createSendMessage } from '../telegram/send-message.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';
import type { Metrics } from './metrics.ts';
import { COMMANDS_STOP_MS } from './default-timings.ts';
import { ownerTargetsOf } from './owner-targets.ts';
import type { ProgramPorts } from './program-ports.ts';
import type { Stopper } from './stopper.ts';
import { introduceBot } from './introduce-bot.ts';
import { startWatches, type WatchedDesk } from './start-watches.ts';
import { conflictMessages } from './conflict-messages.ts';
import { deniedMessages } from './denied-messages.ts';

export interface ChatOptions {
  readonly token: string;
  /** `null`: Telegram's own. */
  readonly apiRoot: string | null;
  /** Where Telegram posts updates; `null`: the desk asks for them. */
  readonly webhookUrl: string | null;
  /** Other desks at the same address store what is posted to them. */
  readonly isShared: boolean;
  readonly users: readonly DeskUser[];
  /** Accounts that somebody may be let in to. */
  readonly brokerIds: readonly string[];
  readonly desk: Desk;
  readonly engine: Pick<SignalEngine, 'asks' | 'quoteAsk'>;
  readonly directory: ChatDirectory;
  /** Of whoever chose nothing. */
  readonly speech: SpeechDefaults;
  readonly journal: Journal;
  readonly watched: WatchedDesk;
  readonly view: DeskView;
  readonly draw: RenderPicture;
  readonly metrics: Metrics;
  readonly ports: ProgramPorts;
  readonly stopper: Stopper;
  readonly outboxTimings: OutboxTimings;
  readonly pollerTimings: PollerTimings;
}

export interface ChatProgram {
  readonly outbox: OutboxWorker;
  /** Telegram knows the bot, answered last, and hands its updates to nobody else. */
  readonly isHealthy: boolean;
  /** Who may do what by the configuration, from now on. */
  configure(users: readonly DeskUser[]): void;
  /** What Telegram posts; resolves with the status to answer. */
  takeUpdate(body: Uint8Array): Promise<number>;
}

/** Between two looks at what other desks have stored. */
const OTHERS_MS = 1_000;

/** Everything that speaks with Telegram: the outbox at once, commands as soon as Telegram knows the bot. */
export async function startChat(options: ChatOptions): Promise<ChatProgram> {
  const { token, apiRoot, journal, ports, users, brokerIds } = options;
  const { clock, logger } = ports;
  const root = apiRoot === null ? {} : { apiRoot };
  const flags = createChatFlags(journal);
  await flags.load();
  const directory = withMoves(options.directory, flags);
  const notify = createNotifyBook({ journal, directory, now: () => clock.now() });
  await notify.load();
  const now = () => clock.now();
  const book = createRightsBook({ journal, users, brokerIds, now, originalId: (chatId) => flags.originalId(chatId) });
  await book.load();
  const { currentId } = flags;
  const speeches = createSpeechDirectory({ journal, directory, currentId, defaults: options.speech });
  await speeches.load();
  let people = users;
  const owners = () => ownerTargetsOf(people, directory);

  const api = new Api(token, { ...root, timeoutSeconds: API_TIMEOUT_SECONDS });
  const mayHear = createMayHear(book, directory);
  const edit = editWhere(mayHear, createEditMessage(api));
  const live = await startLiveCards({
    journal,
    clock,
    logger,
    readTruth: (nonce) => options.desk.cardTruth(nonce),
    engine: options.engine,
    scales: options.view.scales,
    directory,
    speeches,
    currentId,
    edit,
  });
  options.stopper.push('cards', () => live.stop());

  const bot = createBot({
    token,
    ...root,
    desk: options.desk,
    notify: createNotifySettings({ book: notify, directory, clock }),
    users: book,
    rights: createRightsDesk({ book, journal, brokerIds, now }),
    directory,
    speeches,
    draw: options.draw,
    orderCards: live.orderCards,
    clock,
    logger,
    createErrorId: () => Buffer.from(ports.random(4)).toString('hex'),
    onAnswered: (person) => menus.show(person),
    async onHeard(chatId) {
      if (await flags.setAlive(chatId)) outbox.wake();
    },
    onMoved: (from, to) => flags.setMoved(from, to),
    observeDenied(stranger, isTold) {
      options.metrics.countDenied();
      if (isTold) void journal.commit(deniedMessages(owners(), clock.now(), stranger)).catch(() => {});
    },
  });
  const menus = createMenus({ api: bot.api, commands: COMMANDS, users: book, directory, speeches, logger });
  const outbox = createOutboxWorker({
    journal,
    clock,
    logger,
    timings: options.outboxTimings,
    directory,
    speeches,
    flags,
    get ownerTargets() {
      return owners();
    },
    view: options.view,
    send: createSendMessage(api),
    edit,
    notify,
    mayHear,
    observe: (outcome) => options.metrics.countDelivery(outcome),
    onSent: (rows) => live.askCards.note(rows),
  });
  const inbox = createUpdateInbox({
    journal,
    clock,
    logger,
    isSecret: isCodeUpdate,
    handle: (update) => bot.handleUpdate(update),
  });
  const { webhookUrl, pollerTimings: timings } = options;
  const receiving = {
    store: (updates: readonly Update[]) => inbox.store(updates),
    clock,
    logger,
    timings,
    onConflict: (waitMs: number) =>
      void journal.commit(conflictMessages(owners(), clock.now(), waitMs)).catch(() => {}),
  };
  const apiFor = (timeoutSeconds: number) => new Api(token, { ...root, timeoutSeconds });
  const webhook =
    webhookUrl === null
      ? null
      : createWebhook({
          ...receiving,
          api: apiFor(API_TIMEOUT_SECONDS),
          url: webhookUrl,
          secret: webhookSecret(token),
        });
  const receiver: Receiver =
    webhook ??
    createPoller({ ...receiving, api: apiFor(timings.pollSeconds + API_TIMEOUT_SECONDS), jitter: ports.jitter });

  const abort = new AbortController();
  let isIntroduced = false;
  let others: Looks | null = null;
  async function introduce(): Promise<void> {
    const { id, username } = await introduceBot(bot, ports, {
      abortSignal: abort.signal,
      isPolling: webhook === null,
      menus,
      userIds: users.map(({ id }) => id),
    });
    logger.info('bot introduced', { id, username });
    await inbox.resume();
    isIntroduced = true;
    receiver.start();
    if (webhook === null || !options.isShared || abort.signal.aborted) return;
    others = createLooks(() => inbox.resume(), { clock, logger, everyMs: OTHERS_MS, name: 'updates of other desks' });
  }
  outbox.wake();
  void introduce().catch((error: unknown) => {
    if (!abort.signal.aborted) logger.error('chat not started', { reason: toTelegramFault(error).description });
  });

  const watches = await startWatches({ ...options.watched, journal, ports, notify, speeches, ownerTargets: owners() });
  options.stopper.push('watches', () => watches.stop());
  options.stopper.push('outbox', () => outbox.stop());
  options.stopper.push('commands', async () => {
    abort.abort();
    void others?.stop();
    const ended = receiver.stop().then(() => inbox.stop());
    // a /panic that runs is the engine's to end
    await Promise.race([ended, sleep(clock, COMMANDS_STOP_MS)]);
  });
  return {
    outbox,
    configure(next) {
      people = next;
      book.configure(next);
    },
    get isHealthy() {
      return receiver.isHealthy;
    },
    // without its name the bot carries nothing out; 503 makes Telegram post it again
    takeUpdate: async (body) => (webhook === null || !isIntroduced ? 503 : webhook.take(body)),
  };
}
