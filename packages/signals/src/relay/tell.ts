import type { LedgerRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import type { Notice } from '../notice.ts';
import type { Route } from '../route.ts';
import type { Run } from '../run.ts';
import { noteTold } from './heard.ts';
import { openerOf } from './opener-of.ts';
import { toOutboxMessages } from './outbox-messages.ts';
import { allTargets, targetsOfSignal } from './targets.ts';

/** Tells the chats of a signal, in the commit of the event. */
export function tellSignal(run: Run, w: Writer, signalId: string, eventId: string, notice: Notice): void {
  noteTold(run, notice);
  const targets = targetsOfSignal(run, signalId);
  w.tell(toOutboxMessages(notice, { eventId, targets, thread: signalId, now: run.now() }));
}

/** Tells all chats that any route relays to. */
export function tellAll(run: Run, w: Writer, eventId: string, notice: Notice): void {
  w.tell(toOutboxMessages(notice, { eventId, targets: allTargets(run), thread: null, now: run.now() }));
}

/**
 * Tells the chats of the owners' routes, all where one has none, and under a person's own order the chats that they gave it in.
 *
 * @param owners As they were when they owned what the notice is of. @param others Routes that hear of it too.
 */
export function tellOwners(run: Run, w: Writer, { owners, others = [], eventId, notice }: ToldOwners): void {
  const ofOwners = owners.flatMap(({ stream }) => run.routes.get(routeIdOf(stream))?.relay ?? allTargets(run));
  const threads = new Map<string, string | null>();
  for (const target of [...ofOwners, ...others.flatMap(({ relay }) => relay)]) threads.set(target, null);
  for (const { signalId, relay } of owners.flatMap((owner) => openerOf(run, owner) ?? [])) {
    for (const target of relay) threads.set(target, signalId);
  }
  const now = run.now();
  w.tell(
    [...threads].flatMap(([target, thread]) => toOutboxMessages(notice, { eventId, targets: [target], thread, now })),
  );
}

export interface ToldOwners {
  readonly owners: readonly LedgerRow[];
  readonly others?: readonly Route[];
  readonly eventId: string;
  readonly notice: Notice;
}

/** The first part of `<route>/<strategy>/<symbol>`. */
export function routeIdOf(stream: string): string {
  return stream.slice(0, stream.indexOf('/'));
}
