import * as z from 'zod';
import { readAs } from '../book/read-as.ts';
import type { JournalChange } from '@perpdesk/journal/port';
import type { AlertSender } from '../engine.ts';
import { toOutboxMessages } from '../relay/outbox-messages.ts';
import type { Route } from '../route.ts';
import type { Run } from '../run.ts';

/** Of one route; the oldest is forgotten. TradingView has four. */
const MAX_KNOWN = 64;

/** The addresses that have shown a route's token are a flag of the journal. */
export function sendersFlag(routeId: string): string {
  return `senders:${routeId}`;
}

/** Keeps the address, and tells the route's chats where it is new: a token that has leaked is used from elsewhere. */
export async function noteSender(run: Run, route: Route, sender: AlertSender): Promise<void> {
  await run.write((w) => {
    for (const change of senderChanges(route, sender, w.book.flags.get(sendersFlag(route.id)), run.now()))
      w.add(change);
  });
}

/** What keeps the address and tells of it; nothing where `value`, the flag, has it. */
export function senderChanges(
  route: Route,
  { address }: AlertSender,
  value: string | undefined,
  now: number,
): readonly JournalChange[] {
  const known = readSenders(value);
  if (known.includes(address)) return [];
  const messages = toOutboxMessages(
    { type: 'route.sender', routeId: route.id, address, known: known.length },
    { eventId: `sender:${route.id}:${address}:${now}`, targets: route.relay, thread: null, now },
  );
  return [
    { type: 'flag-put', name: sendersFlag(route.id), value: JSON.stringify([...known, address].slice(-MAX_KNOWN)) },
    ...messages.map((message) => ({ type: 'outbox-insert', message }) as const),
  ];
}

export function isKnownSender(run: Run, { routeId, address }: AlertSender): boolean {
  return readSenders(run.book.flags.get(sendersFlag(routeId))).includes(address);
}

function readSenders(value: string | undefined): readonly string[] {
  return value === undefined ? [] : (readAs(z.array(z.string()), value) ?? []);
}
