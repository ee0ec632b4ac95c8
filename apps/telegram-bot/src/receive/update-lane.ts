import type { Update } from 'grammy/types';

const URGENT = /^\/(panic|pause|resume)(?:@\w+)?(?:\s|$)/i;

/**
 * What is handled one after the other: a chat's messages. /panic, /pause and taps on cards have lanes of their own, so
 * that none of them waits behind a slow command; two taps on one card do wait for each other.
 */
export function laneOf(update: Update): string {
  const { message, callback_query: tap } = update;
  if (tap !== undefined) return `tap:${tap.data ?? tap.id}`;
  const chat = message?.chat.id ?? 0;
  const [, command] = URGENT.exec(message?.text ?? '') ?? [];
  if (command === undefined) return `chat:${chat}`;
  return command.toLowerCase() === 'panic' ? `panic:${chat}` : `control:${chat}`;
}
