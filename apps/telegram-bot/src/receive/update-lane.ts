import type { Update } from 'grammy/types';

/** By the lane that they are in; those that lower risk wait for nothing that only looks. */
const URGENT: Readonly<Record<string, string>> = {
  panic: 'panic',
  pause: 'control',
  resume: 'control',
  cancel: 'exit',
  close: 'exit',
};

const COMMAND = /^\/([a-z]+)(?:@\w+)?(?:\s|$)/i;

/** A card that asks, whichever of its buttons was tapped: what was tapped first counts, also where it takes longer. */
const ASKING = /^([ace]:[A-Za-z0-9_-]+)(?::|$)/;

function cardOf(data: string): string {
  return ASKING.exec(data)?.[1]?.replace(/^e:/, 'c:') ?? data;
}

/**
 * What is handled one after the other: a chat's messages. /panic, /pause, /close, /cancel and taps on cards have lanes of
 * their own, so that none of them waits behind a slow command; two taps on one card do wait for each other.
 */
export function laneOf(update: Update): string {
  const { message, callback_query: tap } = update;
  if (tap !== undefined) return `tap:${cardOf(tap.data ?? tap.id)}`;
  const chat = message?.chat.id ?? 0;
  const [, command = ''] = COMMAND.exec(message?.text ?? '') ?? [];
  return `${URGENT[command.toLowerCase()] ?? 'chat'}:${chat}`;
}
