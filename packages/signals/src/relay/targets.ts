import type { Run } from '../run.ts';

/** Names of the chats that hear of a signal: the command's own, else its route's, all where that is gone. */
export function targetsOfSignal(run: Run, signalId: string): readonly string[] {
  const stored = run.book.signals.get(signalId)?.stored;
  if (stored === undefined) return allTargets(run);
  return stored.relay ?? run.routes.get(stored.signal.routeId)?.relay ?? allTargets(run);
}

/** Of every route; the owners' own where there is none that relays. */
export function allTargets(run: Run): readonly string[] {
  const targets = [...run.routes.values()].flatMap((route) => route.relay);
  return [...new Set(targets.length > 0 ? targets : run.ownerTargets())];
}
