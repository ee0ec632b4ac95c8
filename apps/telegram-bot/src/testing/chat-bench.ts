import { silentLogger, type Logger } from '@perpdesk/broker-core';
import { InputFile, type Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { ApprovalRules } from '../desk/approval/approval-rules.ts';
import type { DeskRoute } from '../desk/desk-context.ts';
import type { DeskUser } from '../desk/desk-user.ts';
import type { ChatContext } from '../chat/chat-context.ts';
import { createBot } from '../chat/create-bot.ts';
import { createRightsDesk } from '../rights/manage-rights.ts';
import { createRightsBook, type RightsBook } from '../rights/rights-book.ts';
import type { Stranger } from '../rights/stranger.ts';
import { createEditMessage } from '../live/edit-message.ts';
import { createOrderCards, type OrderCards } from '../live/order-cards.ts';
import { createNotifySettings } from '../notify/notify-settings.ts';
import { createNotifyBook, type NotifyBook } from '../notify/notify-book.ts';
import { createChatDirectory } from '../outbox/chat-directory.ts';
import { createSpeechDirectory } from '../outbox/speech-directory.ts';
import { createDeskBench, OWNER, TRADER, VIEWER, type BenchBroker, type DeskBench } from './desk-bench.ts';

export interface SentCall {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

interface SayOptions {
  readonly from?: number;
  readonly chatId?: number;
  readonly chatType?: 'private' | 'supergroup';
  readonly ageMs?: number;
  /** Put over the message. */
  readonly message?: Readonly<Record<string, unknown>>;
}

interface BenchOptions {
  readonly logger?: Logger;
  readonly journal?: DeskBench['journal'];
  /** Whom the configuration names. */
  readonly users?: readonly DeskUser[];
  readonly routes?: readonly DeskRoute[];
  readonly approvals?: ApprovalRules;
  /** Accounts of which the group -1005 is told. */
  readonly groupHears?: readonly string[];
}

/** What a chat is put over. */
type ChatGround = Pick<DeskBench, 'desk' | 'journal' | 'manager' | 'clock'>;

export interface ChatOver {
  readonly bot: Bot<ChatContext>;
  /** What people set about how loud it is. */
  readonly notify: NotifyBook;
  /** Chats that can be reached, or got a new id, as they were heard of. */
  readonly heard: readonly string[];
  /** Strangers, and whether owners hear of it. */
  readonly denied: readonly (Stranger & { readonly isTold: boolean })[];
  readonly rights: RightsBook;
  /** Cards that follow what becomes of their order. */
  readonly orderCards: OrderCards;
  /** The pictures that were drawn, as SVG. */
  readonly drawn: readonly string[];
  /** Files that were sent. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** What the bot asked of Telegram, in order. */
  readonly sent: readonly SentCall[];
  /** Texts and captions of the messages sent since the last look. */
  texts(): readonly string[];
  /** All callback data of the last message with buttons. */
  buttons(): readonly string[];
  feed(update: Omit<Update, 'update_id'>): Promise<void>;
  say(text: string, options?: SayOptions): Promise<void>;
  tap(data: string, options?: { readonly from?: number; readonly chatId?: number }): Promise<void>;
  /** Makes the next call of a method fail. */
  fail(method: string, error: Error): void;
}

export type ChatBench = DeskBench & ChatOver;

const BOT_INFO = {
  id: 42,
  is_bot: true,
  first_name: 'Desk',
  username: 'desk_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
} as const;

const SENDS = /^send(?:Message|Photo|Document)$/;

/** Files by their name: grammY lets nobody else look into them. */
function withoutFiles(payload: object): Readonly<Record<string, unknown>> {
  const shown = (value: unknown): unknown => {
    if (value instanceof InputFile) return { file: value.filename };
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return withoutFiles(value);
  };
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, shown(value)]));
}

function personOf(id: number) {
  return { id, is_bot: false, first_name: 'Person' };
}

/** The whole chat over a desk bench: updates in by `handleUpdate`, calls of the Bot API out, captured. */
export async function createChatBench(
  brokers?: readonly BenchBroker[],
  { journal, routes = [], approvals, ...options }: BenchOptions = {},
): Promise<ChatBench> {
  return putChatOver(await createDeskBench(brokers, journal, routes, approvals), options);
}

/** The chat over what stands, whatever trades below it. */
export async function putChatOver<Ground extends ChatGround>(
  bench: Ground,
  {
    logger = silentLogger,
    users = [OWNER, TRADER, VIEWER],
    groupHears = [],
  }: Pick<BenchOptions, 'logger' | 'users' | 'groupHears'> = {},
): Promise<Ground & ChatOver> {
  const sent: SentCall[] = [];
  const failures: { method: string; error: Error }[] = [];
  const heard: string[] = [];
  const denied: (Stranger & { readonly isTold: boolean })[] = [];
  const drawn: string[] = [];
  const files: { name: string; text: string }[] = [];
  let seen = 0;
  let messageId = 100;
  let updateId = 0;
  let errors = 0;
  const directory = createChatDirectory(
    [{ name: 'desk', id: '111', topic: null, notify: {} }],
    [
      { brokerIds: ['main'], relay: ['desk'] },
      ...(groupHears.length === 0 ? [] : [{ brokerIds: groupHears, relay: ['chat:-1005'] }]),
    ],
  );
  const now = () => bench.clock.now();
  const notify = createNotifyBook({ journal: bench.journal, directory, now });
  const rights = createRightsBook({ journal: bench.journal, users, brokerIds: bench.manager.ids, now });
  await rights.load();
  const speeches = createSpeechDirectory({
    journal: bench.journal,
    directory,
    currentId: (chatId) => chatId,
    defaults: { language: 'en', timeZone: 'UTC' },
  });
  await speeches.load();
  const orderCards = createOrderCards({
    journal: bench.journal,
    clock: bench.clock,
    readTruth: (nonce) => bench.desk.cardTruth(nonce),
    edit: (edit) => createEditMessage(bot.api)(edit),
    speeches,
    currentId: (chatId) => chatId,
  });
  const bot: Bot<ChatContext> = createBot({
    token: '42:TOKEN-CANARY',
    botInfo: BOT_INFO as never,
    desk: bench.desk,
    notify: createNotifySettings({ book: notify, directory, clock: bench.clock }),
    users: rights,
    rights: createRightsDesk({ book: rights, journal: bench.journal, brokerIds: bench.manager.ids, now }),
    directory,
    speeches,
    draw: async (svg) => {
      drawn.push(svg);
      return Buffer.from('a PNG');
    },
    orderCards,
    clock: bench.clock,
    logger,
    createErrorId: () => `e${(errors += 1)}`,
    onHeard: async (chatId) => void heard.push(chatId),
    onMoved: async (from, to) => void heard.push(`${from} is ${to}`),
    observeDenied: (stranger, isTold) => void denied.push({ ...stranger, isTold }),
  });
  bot.api.config.use(async (_next, method, payload) => {
    const at = failures.findIndex((failure) => failure.method === method);
    const [failure] = at === -1 ? [] : failures.splice(at, 1);
    if (failure !== undefined) throw failure.error;
    sent.push({ method, payload: withoutFiles(payload) });
    const { document } = payload as { document?: unknown };
    if (document instanceof InputFile) {
      const text = Buffer.from((await document.toRaw()) as Uint8Array).toString();
      files.push({ name: document.filename ?? '', text });
    }
    const result = SENDS.test(method) ? { message_id: (messageId += 1) } : true;
    return { ok: true, result: result as never };
  });
  const feed: ChatBench['feed'] = (update) => bot.handleUpdate({ update_id: (updateId += 1), ...update });
  const lastKeyboard = () => {
    const call = sent.findLast(({ payload }) => payload['reply_markup'] !== undefined);
    const markup = call?.payload['reply_markup'] as { inline_keyboard: { callback_data?: string }[][] } | undefined;
    return (markup?.inline_keyboard ?? [])
      .flat()
      .flatMap(({ callback_data: data }) => (data === undefined ? [] : [data]));
  };
  return {
    ...bench,
    bot,
    notify,
    rights,
    orderCards,
    heard,
    denied,
    drawn,
    files,
    sent,
    texts() {
      const fresh = sent.slice(seen);
      seen = sent.length;
      return fresh
        .filter(({ method }) => SENDS.test(method))
        .map(({ payload: { text, caption } }) => [text, caption].find((it) => typeof it === 'string') ?? '');
    },
    buttons: lastKeyboard,
    feed,
    async say(text, { from = 111, chatId = from, chatType = 'private', ageMs = 0, message = {} } = {}) {
      const chat = chatType === 'private' ? { id: chatId, type: chatType } : { id: chatId, type: chatType, title: 'G' };
      await feed({
        message: {
          message_id: (messageId += 1),
          date: Math.floor((bench.clock.now() - ageMs) / 1000),
          chat,
          from: personOf(from),
          text,
          ...message,
        } as never,
      });
    },
    async tap(data, { from = 111, chatId = from } = {}) {
      await feed({
        callback_query: {
          id: `tap-${updateId}`,
          from: personOf(from),
          chat_instance: 'x',
          data,
          message: {
            message_id: messageId,
            date: 1,
            chat: { id: chatId, type: chatId < 0 ? 'supergroup' : 'private' },
          },
        } as never,
      });
    },
    fail: (method, error) => void failures.push({ method, error }),
  };
}
