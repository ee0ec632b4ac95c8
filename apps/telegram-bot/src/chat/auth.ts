import type { Clock } from '@perpdesk/broker-core';
import type { MiddlewareFn } from 'grammy';
import { plainCard } from '../format/plain-card.ts';
import { chatTexts } from '../language/texts/chat.ts';
import type { ChatContext } from './chat-context.ts';
import type { Stranger } from '../rights/stranger.ts';
import { findCommand, type ChatCommand } from './chat-command.ts';
import { addressOf } from './command-call.ts';
import { parseCommand } from './parse-command.ts';
import { createRateLimit } from './rate-limit.ts';
import { sendReply } from './reply.ts';
import type { UserDirectory } from './user-directory.ts';

/** Of all strangers together in an hour: more are turned away without anybody hearing of it. */
const MOST_TOLD = 10;
const MAX_NAME = 64;

export interface AuthOptions {
  readonly users: UserDirectory;
  readonly commands: readonly ChatCommand[];
  readonly clock: Clock;
  /** Strangers that were turned away; `isTold`: of a few of them people are to hear. */
  readonly observeDenied: (stranger: Stranger, isTold: boolean) => void;
}

/** Puts a name to who speaks. A stranger hears one line, by any door, and not too often; only open commands pass. */
export function createAuth({ users, commands, clock, observeDenied }: AuthOptions): MiddlewareFn<ChatContext> {
  const mayAsk = createRateLimit(clock, { count: 20, perMs: 60_000 });
  const mayTell = createRateLimit(clock, { count: MOST_TOLD, perMs: 3_600_000 });
  return async (context, next) => {
    const id = (context.from?.id ?? 0).toString();
    context.deskUser = users.find(id, addressOf(context));
    context.command = parseCommand(context.message?.text ?? '', context.me.username);
    if (context.deskUser !== null) {
      await next();
      return;
    }
    const { command } = context;
    const isPrivate = context.chat?.type === 'private';
    // what people say to each other in a group is none of the desk's business
    if (context.callbackQuery === undefined && !isPrivate && command === null) return;
    if (!mayAsk(id)) return;
    if (command !== null && findCommand(commands, command.name)?.access === 'anyone') {
      await next();
      return;
    }
    observeDenied(strangerOf(context), mayTell('all'));
    const { noAccess } = context.speech.say(chatTexts);
    if (context.callbackQuery === undefined) await sendReply(context.api, addressOf(context), plainCard(noAccess));
    else await context.answerCallbackQuery({ text: noAccess });
  };
}

function strangerOf({ from, chat, callbackQuery }: ChatContext): Stranger {
  const { id = 0, username, first_name: first = '', last_name: last = '' } = from ?? {};
  const name = username === undefined ? `${first} ${last}`.trim() : `@${username}`;
  return {
    userId: id.toString(),
    name: name.slice(0, MAX_NAME),
    chatId: (chat?.id ?? 0).toString(),
    did: callbackQuery === undefined ? 'message' : 'tap',
  };
}
