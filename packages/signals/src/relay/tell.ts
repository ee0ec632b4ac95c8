import type { Writer } from '../book/writer.ts';
import type { Notice } from '../notice.ts';
import type { Run } from '../run.ts';
import { noteTold } from './heard.ts';
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

/** Tells the chats of the streams' routes; all where one has none. */
export function tellStreams(run: Run, w: Writer, streams: readonly string[], eventId: string, notice: Notice): void {
  const targets = streams.flatMap((stream) => run.routes.get(routeIdOf(stream))?.relay ?? allTargets(run));
  w.tell(toOutboxMessages(notice, { eventId, targets, thread: null, now: run.now() }));
}

/** The first part of `<route>/<strategy>/<symbol>`. */
export function routeIdOf(stream: string): string {
  return stream.slice(0, stream.indexOf('/'));
}
