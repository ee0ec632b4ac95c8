import type { Context, MiddlewareFn } from 'grammy';
import type { Message } from 'grammy/types';
import { isPersonId } from '../rights/person-id.ts';

function isFirstHand(message: Message): boolean {
  return message.sender_chat === undefined && message.forward_origin === undefined && message.via_bot === undefined;
}

/** Lets only a person's own message or tap through; all else is dropped without an answer. */
export function isPersonal(context: Pick<Context, 'update' | 'from'>): boolean {
  const { from } = context;
  if (from === undefined || from.is_bot || !isPersonId(from.id.toString())) return false;
  const { message, callback_query: tap } = context.update;
  if (tap !== undefined) return tap.message !== undefined;
  return message !== undefined && isFirstHand(message);
}

export function createGate<C extends Context>(): MiddlewareFn<C> {
  return async (context, next) => {
    if (isPersonal(context)) await next();
  };
}
