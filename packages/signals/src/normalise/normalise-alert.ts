import type { ProtectFault } from '../dialects/dialect.ts';
import { checkProtect } from '../dialects/read-protect.ts';
import { directionOf } from '../plan/sides.ts';
import { askedOf } from '../plan/stop-of.ts';
import type { Route } from '../route.ts';
import type { WishProtect } from '../wish.ts';
import type { Alert, Refusal, Signal } from '../signal.ts';
import { checkTime } from './check-time.ts';
import { leverageNotes } from './leverage-notes.ts';
import { faultNotes, protectFaultOf } from './protect-fault.ts';
import { protectNotes } from './protect-notes.ts';
import { entryTypeNotes, readEntryType } from './read-entry-type.ts';
import { readStep } from './read-step.ts';
import { resolveSymbol } from './resolve-symbol.ts';
import { streamName } from './stream-name.ts';
import { sentence } from '../sentences/sentence.ts';

export interface NormaliseInput {
  readonly alert: Alert;
  readonly route: Pick<
    Route,
    'id' | 'mode' | 'symbols' | 'spotTickerMeansPerp' | 'allowNoTime' | 'overrides' | 'stopLoss'
  >;
  /** Stops and targets that the alert carries. */
  readonly protect?: WishProtect | null;
  readonly protectFault?: ProtectFault | undefined;
  readonly signalId: string;
  /** Unix ms. */
  readonly receivedAt: number;
}

export type NormaliseResult = { readonly ok: true; readonly signal: Signal } | Refusal;

/** Reads an alert of mode `chain` or `target` by its route's rules: what the strategy wants, on which instrument, or why not. Pure. */
export function normaliseAlert({
  alert,
  route,
  signalId,
  receivedAt,
  protect = null,
  protectFault,
}: NormaliseInput): NormaliseResult {
  if (route.mode !== 'chain' && route.mode !== 'target') {
    return {
      ok: false,
      code: 'missing-field',
      detail: sentence('mode-without-positions', { mode: route.mode }),
    };
  }
  const resolved = resolveSymbol(alert, route);
  if (!resolved.ok) return resolved;
  const step = readStep(alert, route.mode);
  if (!step.ok) return step;
  // without a time, or by one that is to come, nothing is entered, but what is held is left
  const untimely = checkTime(alert.firedAt, receivedAt, route);
  const asked = askedOf(route, protect);
  const isEntry = step.transition === 'open' || step.transition === 'add' || step.transition === 'reverse';
  // an account that holds less than the strategy comes in by what reduces the strategy, too
  const mayEnter = !step.next.isZero();
  const type = readEntryType(alert, route);
  const wrong = asked === null || !mayEnter ? null : checkProtect(asked, directionOf(step.next), alert.price);
  const fault = alert.entryFault ?? protectFaultOf(protectFault ?? null, route);
  const refusal = untimely ?? fault ?? (type.ok ? wrong : type);
  // a turn closes first, and whether a target does shows where it is planned
  const mayClose = step.transition === 'reverse' || step.previous === null;
  if (isEntry && refusal !== null && !mayClose) return refusal;
  const { symbol } = resolved;
  return {
    ok: true,
    signal: {
      id: signalId,
      source: `route:${route.id}`,
      routeId: route.id,
      stream: streamName(route.id, alert.strategy, symbol),
      symbol,
      transition: step.transition,
      previous: step.previous,
      ...(step.before === null ? {} : { before: step.before }),
      next: step.next,
      price: alert.price,
      orderType: type.ok ? type.orderType : 'market',
      leverage: alert.leverage,
      firedAt: untimely === null ? alert.firedAt : null,
      receivedAt,
      ...(asked === null || !mayEnter || wrong !== null || fault !== null ? {} : { protect: asked }),
      ...((mayEnter || untimely !== null) && refusal !== null
        ? { entryRefusal: { code: refusal.code, detail: refusal.detail } }
        : {}),
      notes: [
        ...alert.notes,
        ...resolved.notes,
        ...step.notes,
        ...leverageNotes(alert, route),
        ...entryTypeNotes(alert, type, isEntry),
        ...faultNotes(fault, isEntry),
        ...protectNotes(protect, protectFault ?? null, route),
      ],
    },
  };
}
