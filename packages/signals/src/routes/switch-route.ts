import { voidAsks } from '../asks/end-asks.ts';
import type { RouteSwitchRequest, RouteSwitchResult } from '../engine.ts';
import { accountTag } from '../relay/order-fields.ts';
import { toOutboxMessages } from '../relay/outbox-messages.ts';
import type { Route } from '../route.ts';
import type { Run } from '../run.ts';
import { executionOf, switchFlag } from './route-switch.ts';
import { routeState } from './route-state.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Switches what becomes of a route's next alert, with an audit row, until it is switched again. Back at what its
 * configuration says, it follows that from then on.
 */
export async function switchRoute(run: Run, route: Route, request: RouteSwitchRequest): Promise<RouteSwitchResult> {
  const { execute, actor, relay } = request;
  if (route.mode === 'notify') {
    return { ok: false, code: 'words-only', detail: sentence('only-tells', { route: route.id }) };
  }
  const from = executionOf(run.book, route);
  if (from === execute) return { ok: true, state: routeState(run, route) };
  const at = run.now();
  await run.write((w) => {
    const value = execute === route.execute ? null : JSON.stringify({ execute, actor, at });
    w.add({ type: 'flag-put', name: switchFlag(route.id), value });
    const detail = JSON.stringify({ route: route.id, from, to: execute, configured: route.execute });
    w.add({ type: 'audit-append', entry: { at, actor, action: 'route.switch', detail } });
    if (execute === 'notify') {
      const entries = w.book.intents
        .asking()
        .filter(
          ({ kind, signalId }) =>
            kind === 'increase' && run.book.signals.get(signalId)?.stored.signal.routeId === route.id,
        );
      voidAsks(run, w, entries, { code: 'tell-only', detail: sentence('only-tells-now') });
    }
    const accounts = route.brokers.map(({ brokerId }) => accountTag(run, brokerId));
    w.tell(
      toOutboxMessages(
        { type: 'route.switched', routeId: route.id, accounts, actor, from, to: execute, configured: route.execute },
        {
          eventId: `route-switched:${route.id}:${run.newId()}`,
          targets: [...new Set([...route.relay, ...relay])],
          thread: null,
          now: at,
        },
      ),
    );
  });
  return { ok: true, state: routeState(run, route) };
}
