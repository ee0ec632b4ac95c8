import type { Update } from 'grammy/types';

const URGENT = /^\/(panic|pause|resume)(?:@\w+)?(?:\s|$)/i;

/** A card that asks, whichever of its buttons was tapped: what was tapped first counts, also where it takes longer. */
const ASKING = /^([ace]:[A-Za-z0-9_-]+)(?::|$)/;

function cardOf(data: string): string {
  return ASKING.exec(data)?.[1]?.replace(/^e:/, 'c:') ?? data;
}

/**
 * What is handled one after the other: a chat's messages. /panic, /pause and taps on cards have lanes of their own, so
 * that none of them waits behind a slow command; two taps on one card do wait for each other.
 */
export function laneOf(update: Update): string {
  const { message, callback_query: tap } = update;
  if (tap !== undefined) return `tap:${cardOf(tap.data ?? tap.id)}`;
  const chat = message?.chat.id ?? 0;
  const [, command] = URGENT.exec(message?.text ?? '') ?? [];
  if (command === undefined) return `chat:${chat}`;
  return command.toLowerCase() === 'panic' ? `panic:${chat}` : `control:${chat}`;
}
