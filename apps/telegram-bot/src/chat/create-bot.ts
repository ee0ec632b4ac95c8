import { autoRetry } from '@grammyjs/auto-retry';
import { Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { BrokerError, type Clock, type Logger } from '@perpdesk/broker-core';
import type { Desk } from '../desk/desk.ts';
import type { RightsDesk } from '../rights/manage-rights.ts';
import type { NotifySettings } from '../notify/notify-settings.ts';
import { plainCard } from '../format/plain-card.ts';
import type { ChatDirectory } from '../outbox/chat-directory.ts';
import type { RenderPicture } from '../picture/render-picture.ts';
import type { OrderCards } from '../live/order-cards.ts';
import type { SpeechDirectory } from '../outbox/speech-directory.ts';
import { brokerCodeTexts } from '../language/texts/broker-code.ts';
import { chatTexts } from '../language/texts/chat.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';
import { createAgeCheck } from './age.ts';
import { createAuth, type AuthOptions } from './auth.ts';
import { codeComposer } from './code-composer.ts';
import { commandComposer } from './command-composer.ts';
import { addressOf } from './command-call.ts';
import { COMMANDS } from './commands/registry.ts';
import { askComposer } from './ask-composer.ts';
import { confirmComposer } from './confirm-composer.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatServices } from './chat-command.ts';
import { commandsFor } from './menu.ts';
import { nearCommands } from './near-commands.ts';
import { editComposer } from './edit-composer.ts';
import { createGate } from './gate.ts';
import type { SeenPerson } from './menus.ts';
import { notifyComposer } from './notify-composer.ts';
import { speechComposer } from './speech-composer.ts';
import { routeComposer } from './route-composer.ts';
import { viewComposer } from './view-composer.ts';
import { orderComposer } from './order-composer.ts';
import { positionComposer } from './position-composer.ts';
import { sendReply } from './reply.ts';
import type { UserDirectory } from './user-directory.ts';

export interface BotOptions {
  readonly token: string;
  /** Default: Telegram's own. */
  readonly apiRoot?: string;
  /** Saves the call at the start; tests pass it. */
  readonly botInfo?: UserFromGetMe;
  readonly desk: Desk;
  readonly notify: NotifySettings;
  readonly rights: RightsDesk;
  readonly users: UserDirectory;
  readonly directory: ChatDirectory;
  readonly speeches: SpeechDirectory;
  readonly draw: RenderPicture;
  readonly orderCards: Pick<OrderCards, 'track'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly createErrorId: () => string;
  /** Somebody who is allowed spoke in that chat. */
  readonly onHeard: (chatId: string) => Promise<void>;
  /** A group has another id from now on. */
  readonly onMoved: (from: string, to: string) => Promise<void>;
  readonly observeDenied: AuthOptions['observeDenied'];
  /** Somebody on the list was answered: their menu follows their role and language. */
  readonly onAnswered?: ((person: SeenPerson) => Promise<void>) | undefined;
}

export const API_TIMEOUT_SECONDS = 15;

/** The chat front end. Updates come in by `bot.handleUpdate`; it never polls by itself. */
export function createBot(options: BotOptions): Bot<ChatContext> {
  const { desk, notify, rights, directory, speeches, clock, logger } = options;
  const bot = new Bot<ChatContext>(options.token, {
    client: {
      timeoutSeconds: API_TIMEOUT_SECONDS,
      ...(options.apiRoot === undefined ? {} : { apiRoot: options.apiRoot }),
    },
    ...(options.botInfo === undefined ? {} : { botInfo: options.botInfo }),
  });
  // answers only: the outbox has retries of its own
  bot.api.config.use(
    autoRetry({
      maxRetryAttempts: 3,
      maxDelaySeconds: 20,
      rethrowHttpErrors: true,
      rethrowInternalServerErrors: true,
    }),
  );
  const services: ChatServices = {
    desk,
    notify,
    rights,
    directory,
    speeches,
    users: options.users,
    commands: COMMANDS,
    draw: options.draw,
    orderCards: options.orderCards,
    now: () => clock.now(),
  };

  const speechOf = ({ from }: ChatContext) => speeches.ofUser(`${from?.id ?? 0}`, from?.language_code);

  const guarded = bot.errorBoundary(async ({ error, ctx: context }) => {
    const errorId = options.createErrorId();
    const reason = error instanceof Error && error.name !== 'HttpError' ? error.name : 'Error';
    const fields = {
      errorId,
      reason,
      ...(BrokerError.is(error) ? { code: error.code, operation: error.operation, venue: error.venue } : {}),
      telegram: toTelegramFault(error).description,
      updateId: context.update.update_id,
    };
    logger.error('command failed', fields);
    const speech = speechOf(context);
    const words = speech.say(chatTexts);
    // the desk itself only reads there; orders are the engine's, which tells of each
    const text = BrokerError.is(error)
      ? words.notRead(speech.say(brokerCodeTexts)[error.code].meaning, errorId)
      : words.failed(errorId);
    await sendReply(context.api, addressOf(context), plainCard(text)).catch(() => {});
  });
  // unblocked, or let in again; nobody is answered for it
  guarded.on('my_chat_member', async ({ myChatMember }) => {
    const { chat, new_chat_member: now } = myChatMember;
    if (now.status === 'kicked' || now.status === 'left') return;
    await options.onHeard(`${chat.id}`).catch(() => logger.warn('chat not marked alive'));
  });
  // to which accounts it is bound, and who may what in it, holds under the new id before anybody writes there
  guarded.on('message:migrate_to_chat_id', async ({ message }) => {
    const { chat, migrate_to_chat_id: to } = message;
    await options.onMoved(`${chat.id}`, `${to}`).catch(() => logger.warn('new id of a chat not kept'));
  });
  guarded.use(createGate());
  guarded.use(async (context, next) => {
    context.speech = speechOf(context);
    await next();
  });
  guarded.use(createAuth({ users: options.users, commands: COMMANDS, clock, observeDenied: options.observeDenied }));
  guarded.use(async (context, next) => {
    await options.onHeard(addressOf(context).chatId).catch(() => logger.warn('chat not marked alive'));
    const { from, chat } = context;
    if (chat?.type === 'private')
      await speeches.hear(`${chat.id}`, from?.language_code).catch(() => logger.warn('language not kept'));
    await next();
    const { deskUser } = context;
    if (deskUser === null || chat === undefined) return;
    void options.onAnswered?.({ userId: deskUser.id, chatId: `${chat.id}`, languageCode: from?.language_code });
  });
  guarded.use(createAgeCheck(services));
  guarded.use(codeComposer(services));
  for (const command of COMMANDS) guarded.use(commandComposer(services, command));
  guarded.use(confirmComposer(services));
  guarded.use(askComposer(services));
  guarded.use(positionComposer(services));
  guarded.use(orderComposer(services));
  guarded.use(editComposer(services));
  guarded.use(notifyComposer(services));
  guarded.use(viewComposer(services));
  guarded.use(routeComposer(services));
  guarded.use(speechComposer(services));
  guarded.use(async (context) => {
    const words = context.speech.say(chatTexts);
    if (context.callbackQuery !== undefined) {
      await context.answerCallbackQuery({ text: words.oldButton });
      return;
    }
    const isMeant = context.chat?.type === 'private' || context.command?.isAddressed === true;
    if (!isMeant) return;
    const given = context.command;
    const text = given === null ? words.onlyCommands : words.unknownCommand(given.name, nearOf(context, given.name));
    await sendReply(context.api, addressOf(context), plainCard(text));
  });
  return bot;
}

function nearOf({ deskUser }: ChatContext, name: string): readonly string[] {
  const usable = deskUser === null ? [] : commandsFor(COMMANDS, deskUser.role);
  return nearCommands(
    name,
    usable.map((command) => command.name),
  ).map((near) => `/${near}`);
}
