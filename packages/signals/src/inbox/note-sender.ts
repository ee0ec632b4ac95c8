import * as z from 'zod';
import { readAs } from '../book/read-as.ts';
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
export async function noteSender(run: Run, route: Route, { address }: AlertSender): Promise<void> {
  await run.write((w) => {
    const name = sendersFlag(route.id);
    const known = readSenders(w.book.flags.get(name));
    if (known.includes(address)) return;
    w.add({ type: 'flag-put', name, value: JSON.stringify([...known, address].slice(-MAX_KNOWN)) });
    const now = run.now();
    const notice = { type: 'route.sender', routeId: route.id, address, known: known.length } as const;
    w.tell(
      toOutboxMessages(notice, {
        eventId: `sender:${route.id}:${address}:${now}`,
        targets: route.relay,
        thread: null,
        now,
      }),
    );
  });
}

export function isKnownSender(run: Run, { routeId, address }: AlertSender): boolean {
  return readSenders(run.book.flags.get(sendersFlag(routeId))).includes(address);
}

function readSenders(value: string | undefined): readonly string[] {
  return value === undefined ? [] : (readAs(z.array(z.string()), value) ?? []);
}
