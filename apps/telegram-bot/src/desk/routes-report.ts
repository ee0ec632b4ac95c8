import { createHash } from 'node:crypto';
import { decimal, ZERO, type Decimal, type Environment } from '@perpdesk/broker-core';
import type { RouteState } from '@perpdesk/signals';
import { byAsset } from './by-asset.ts';
import type { DeskContext } from './desk-context.ts';
import { canSee, canTradeOn, type DeskUser } from './desk-user.ts';
import { readOwnFills, routeOfStream } from './own-fills.ts';
import { withPanicOwners } from './panic-owners.ts';

/** What a strategy of the route owns on an account. */
export interface OwnedPart {
  readonly brokerId: string;
  readonly symbol: string;
  /** Base asset, signed. */
  readonly quantity: Decimal;
}

/** The accounts of a route, as far as a person sees them. */
export interface RouteAccounts {
  readonly seen: readonly { readonly brokerId: string; readonly environment: Environment }[];
  /** How many there are besides. */
  readonly others: number;
}

export interface RouteReport {
  readonly state: RouteState;
  readonly accounts: RouteAccounts;
  /** Stable name for its buttons. */
  readonly key: string;
  /** ms since the last alert came; `null`: none is known. */
  readonly lastAgoMs: number | null;
  /** Alerts since 00:00 UTC, refused ones too. */
  readonly today: number;
  /** Realised less fees since 00:00 UTC, by what it settles in (`null`: nothing says it); fees in other assets are left out. */
  readonly todayPnl: readonly { readonly asset: string | null; readonly net: Decimal }[];
  /** Fees were paid in other assets, too. */
  readonly hasOtherFees?: true;
  /** On accounts that the person sees. */
  readonly owned: readonly OwnedPart[];
  readonly maySwitch: boolean;
}

export interface RoutesReport {
  readonly routes: readonly RouteReport[];
  /** `null`: entries are taken. */
  readonly blocked: 'paused' | 'panic' | null;
}

const DAY_MS = 86_400_000;

export function routeKey(routeId: string): string {
  return createHash('sha256').update(routeId).digest('base64url').slice(0, 16);
}

/** What becomes of a route's alerts concerns each of its accounts. */
export function maySwitchRoute(user: DeskUser, { brokerIds }: Pick<RouteState, 'brokerIds'>): boolean {
  return brokerIds.every((id) => canTradeOn(user, id));
}

/** The routes of an account that this person sees; those of no account, which only tell, for whoever sees all. */
export function visibleRoutes({ engine }: DeskContext, user: DeskUser): readonly RouteState[] {
  return engine.routes().filter(({ brokerIds }) => user.brokers === null || brokerIds.some((id) => canSee(user, id)));
}

export function accountsOfRoute(
  { manager }: Pick<DeskContext, 'manager'>,
  user: DeskUser,
  { brokerIds }: Pick<RouteState, 'brokerIds'>,
): RouteAccounts {
  const seen = brokerIds.filter((id) => canSee(user, id) && manager.ids.includes(id));
  return {
    seen: seen.map((brokerId) => ({ brokerId, environment: manager.view(brokerId).environment })),
    others: brokerIds.length - seen.length,
  };
}

/** What the route's strategies own now, on accounts that this person sees. */
export async function readOwned(
  { journal }: DeskContext,
  user: DeskUser,
  routeId: string,
): Promise<readonly OwnedPart[]> {
  const { ledger } = await journal.readLedger();
  return ledger
    .filter(
      ({ stream, owned, brokerId }) => routeOfStream(stream) === routeId && owned !== '0' && canSee(user, brokerId),
    )
    .map(({ brokerId, symbol, owned }) => ({ brokerId, symbol, quantity: decimal(owned) }));
}

export async function reportRoutes(context: DeskContext, user: DeskUser): Promise<RoutesReport> {
  const { journal, clock, engine, manager } = context;
  const now = clock.now();
  const midnight = now - (now % DAY_MS);
  const accounts = manager.ids.filter((id) => canSee(user, id));
  const fills = await withPanicOwners(context, await readOwnFills(context, accounts, midnight));
  const routes = await Promise.all(
    visibleRoutes(context, user).map(async (state) => {
      const source = `route:${state.id}`;
      const [last] = await journal.listSignals({ source, newest: 1 });
      const today = await journal.listSignals({ source, receivedFrom: midnight });
      const own = fills.filter(({ stream }) => stream !== null && routeOfStream(stream) === state.id);
      return {
        state,
        accounts: accountsOfRoute(context, user, state),
        key: routeKey(state.id),
        lastAgoMs: last === undefined ? null : now - last.receivedAt,
        today: today.length,
        todayPnl: byAsset(own).map(([asset, parts]) => ({
          asset,
          net: parts.reduce((sum, { realizedPnl, fee }) => sum.plus(realizedPnl).minus(fee), ZERO),
        })),
        ...(own.some(({ otherFee }) => otherFee !== null) ? { hasOtherFees: true as const } : {}),
        owned: await readOwned(context, user, state.id),
        maySwitch: maySwitchRoute(user, state) && state.mode !== 'notify',
      };
    }),
  );
  const { paused, panicBlocked } = engine.status();
  return { routes, blocked: panicBlocked ? 'panic' : paused ? 'paused' : null };
}
