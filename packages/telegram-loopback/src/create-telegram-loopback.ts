import { createBotApi } from './bot-api.ts';
import { isRecord } from './record.ts';
import { readState } from './control/loopback-state.ts';
import { performAction } from './control/perform-action.ts';
import { waitForMessage } from './control/wait-for-message.ts';
import { createFaultStore } from './faults/fault-store.ts';
import { addBotRoutes } from './http/bot-routes.ts';
import { addControlRoutes } from './http/control-routes.ts';
import { isLoopbackHost } from './http/loopback-host.ts';
import { addPageRoutes } from './http/page-routes.ts';
import { createServer } from './http/server.ts';
import { DEFAULT_BOT, DEFAULT_USERS, type TelegramLoopbackOptions } from './options.ts';
import { createShiftableClock } from './shiftable-clock.ts';
import { systemClock } from './system-clock.ts';
import type { TelegramLoopback } from './telegram-loopback.ts';
import { createWebhookSender, type WebhookSender } from './world/webhook-sender.ts';
import { createWorld } from './world/world.ts';

const MAX_BODY_BYTES = 52 * 1024 * 1024;

/**
 * Starts a Telegram Bot API server on loopback, with a chat page at its root; resolves when it listens.
 *
 * @throws {RangeError} for an address outside this machine without `allowRemote`.
 */
export async function createTelegramLoopback(options: TelegramLoopbackOptions = {}): Promise<TelegramLoopback> {
  const { host = '127.0.0.1', port = 0, bot = DEFAULT_BOT, allowRemote = false, allowedHosts = [] } = options;
  if (!isLoopbackHost(host) && !allowRemote)
    throw new RangeError(`host: ${host} is reachable from other machines; set allowRemote to listen there`);
  const clock = createShiftableClock(options.clock ?? systemClock);
  const world = createWorld({
    clock,
    seed: options.seed,
    token: options.token ?? `${bot.id}:${'loopback'.padEnd(35, '-')}`,
    bot,
    users: options.users ?? DEFAULT_USERS,
    chats: options.chats ?? [],
    callbackTtlMs: options.callbackTtlMs ?? 15_000,
  });
  const faults = createFaultStore(world.random);
  const webhook: WebhookSender = createWebhookSender({
    world,
    clock,
    fetch: globalThis.fetch,
    onReply(body) {
      const method = isRecord(body) ? body['method'] : undefined;
      if (!isRecord(body) || typeof method !== 'string') return;
      const args = { values: new Map(Object.entries(body)), files: new Map() };
      void api.call(method, args, new AbortController().signal);
    },
  });
  const api = createBotApi({ world, webhook: () => webhook, faults });
  const door = {
    token: world.token,
    act: (action) => performAction(world, action),
    sendText(userId, text, chatId = userId) {
      const { message } = performAction(world, { act: 'send-text', userId, text, chatId });
      if (message === undefined) throw new Error('a sent text has no message');
      return message;
    },
    tap(userId, chatId, messageId, data) {
      return performAction(world, { act: 'tap', userId, chatId, messageId, data }).callbackQueryId ?? '';
    },
    messages: (chatId) => [...(world.rooms.get(chatId)?.messages.values() ?? [])].map(({ message }) => message),
    waitForMessage: (predicate, waitOptions) => waitForMessage(world, predicate, waitOptions),
    addFaults: (rules) => faults.add(rules),
    faults: () => faults.list(),
    clearFaults: () => faults.clear(),
    clock: () => ({ now: clock.now(), offsetMs: clock.offsetMs() }),
    advanceClock: (ms) => clock.setOffset(clock.offsetMs() + ms),
    setClockOffset: (ms) => clock.setOffset(ms),
    state: () => readState(world, { webhook: webhook.info(), calls: api.counts(), faults: faults.list() }),
    reset() {
      for (const room of world.rooms.values()) room.messages.clear();
      for (const store of [world.updates, world.callbacks, world.files, world.commands, faults]) store.clear();
      api.resetCounts();
      world.events.emit({ type: 'reset' });
    },
  } satisfies Omit<TelegramLoopback, 'url' | 'pageUrl' | 'close' | typeof Symbol.asyncDispose>;

  const server = await createServer({
    maxBodyBytes: options.maxBodyBytes ?? MAX_BODY_BYTES,
    isRemoteAllowed: allowRemote,
    allowedHosts,
  });
  addBotRoutes(server, world, api);
  addControlRoutes(server, door);
  addPageRoutes(server, world);
  const url = await server.listen({ host, port });
  const close = async () => {
    webhook.clear();
    world.longPoll.release();
    await server.close();
  };
  return { url, pageUrl: `${url}/`, ...door, close, [Symbol.asyncDispose]: close };
}
