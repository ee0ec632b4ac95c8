import type { RouteAlert } from '../dialects/dialect.ts';
import type { Route } from '../route.ts';
import type { Refusal, Signal } from '../signal.ts';
import type { Wish, WishSignal } from '../wish.ts';
import { isExitOnly } from '../wishes/wish-rank.ts';
import { checkTime } from './check-time.ts';
import { checkWishes } from './check-wishes.ts';
import { leverageNotes } from './leverage-notes.ts';
import { normaliseAlert } from './normalise-alert.ts';
import { entryTypeNotes, readEntryType } from './read-entry-type.ts';
import { faultNotes } from './protect-fault.ts';
import { protectNotes } from './protect-notes.ts';
import { resolveSymbol } from './resolve-symbol.ts';
import { sizeNotes } from './size-notes.ts';
import { streamName } from './stream-name.ts';
import { sentence } from '../sentences/sentence.ts';

export interface RouteNormaliseInput {
  readonly read: RouteAlert;
  readonly route: Pick<
    Route,
    'id' | 'mode' | 'symbols' | 'spotTickerMeansPerp' | 'allowNoTime' | 'overrides' | 'stopLoss'
  >;
  readonly signalId: string;
  /** Unix ms. */
  readonly receivedAt: number;
}

/** `position`: modes `chain` and `target`. `wish`: `direction`, `order` and `command`. */
export type RouteNormaliseResult =
  | { readonly ok: true; readonly kind: 'position'; readonly signal: Signal }
  | { readonly ok: true; readonly kind: 'wish'; readonly signal: WishSignal }
  | Refusal;

const enters = (wish: Wish): boolean => mayTurn(wish) || wish.type === 'add';

/** Whether something is closed before it enters shows where it is planned. */
function mayTurn(wish: Wish): boolean {
  return wish.type === 'hold' || (wish.type === 'order' && !wish.reduceOnly);
}

/** Reads an alert by its route's rules, in every mode that trades: what is wanted, on which instrument, or why not. Pure. */
export function normaliseForRoute({ read, route, signalId, receivedAt }: RouteNormaliseInput): RouteNormaliseResult {
  const { alert, wishes, protect, protectFault, isTest } = read;
  const { mode } = route;
  if (mode === 'notify') return { ok: false, code: 'not-a-command', detail: sentence('notify-no-orders') };
  if (mode === 'chain' || mode === 'target') {
    const result = normaliseAlert({ alert, route, signalId, receivedAt, protect, protectFault });
    if (!result.ok) return result;
    return { ok: true, kind: 'position', signal: isTest ? { ...result.signal, isTest } : result.signal };
  }
  const resolved = resolveSymbol(alert, route);
  if (!resolved.ok) return resolved;
  const isOrder = wishes.some(({ type }) => type === 'order');
  const type = isOrder ? ({ ok: true, orderType: 'market' } as const) : readEntryType(alert, route);
  const { entryFault } = alert;
  const isEntry = wishes.some(enters);
  const mayClose = wishes.some(mayTurn);
  const fault = entryFault ?? (type.ok ? null : type);
  if (isEntry && fault !== null && !mayClose) return fault;
  const untimely = checkTime(alert.firedAt, receivedAt, route);
  // by a time that is to come an exit goes as one without a time, as does what closes before it enters
  const leaves = alert.firedAt !== null && (mayClose || isExitOnly({ wishes }));
  const wrong = checkWishes(wishes, mode) ?? (leaves ? null : untimely);
  if (wrong !== null) return wrong;
  const refusal = untimely ?? fault;
  const { symbol } = resolved;
  return {
    ok: true,
    kind: 'wish',
    signal: {
      id: signalId,
      source: `route:${route.id}`,
      routeId: route.id,
      mode,
      stream: streamName(route.id, alert.strategy, symbol),
      symbol,
      wishes,
      protect: entryFault === null ? protect : null,
      orderType: type.ok ? type.orderType : 'market',
      leverage: alert.leverage,
      price: alert.price,
      firedAt: untimely === null ? alert.firedAt : null,
      ...(untimely === null ? {} : { isToCome: true }),
      receivedAt,
      isTest,
      ...(isEntry && refusal !== null ? { entryRefusal: { code: refusal.code, detail: refusal.detail } } : {}),
      notes: [
        ...alert.notes,
        ...resolved.notes,
        ...leverageNotes(alert, route),
        ...entryTypeNotes(alert, type, isEntry),
        ...faultNotes(entryFault, isEntry),
        ...sizeNotes(wishes, route),
        ...protectNotes(protect, null, route),
      ],
    },
  };
}
