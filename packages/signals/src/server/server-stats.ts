import type { AlertAnswer } from '../engine.ts';

/** What happened to one route's senders before the engine saw their alerts. */
export interface RouteStats {
  /** Requests with the token that is being replaced. */
  readonly oldTokens: number;
  /** Requests from an address that the route does not take alerts from. */
  readonly foreignAddresses: number;
  /** Alerts beyond the route's rate. */
  readonly limited: number;
}

/** Counted since the server was made. */
export interface AlertServerStats {
  /** Requests whose token fits no route. */
  readonly unknownTokens: number;
  readonly answers: Readonly<Record<AlertAnswer['result'], number>>;
  /** By the route's id; all of them. */
  readonly routes: Readonly<Record<string, RouteStats>>;
}

export interface StatsCounter {
  countUnknownToken(): void;
  countAnswer(result: AlertAnswer['result']): void;
  countRoute(routeId: string, what: keyof RouteStats): void;
  read(): AlertServerStats;
}

const NOTHING: RouteStats = { oldTokens: 0, foreignAddresses: 0, limited: 0 };

export function createStatsCounter(routes: readonly { readonly id: string }[]): StatsCounter {
  let unknownTokens = 0;
  const answers = { accepted: 0, duplicate: 0, refused: 0, unavailable: 0 };
  const perRoute = new Map<string, RouteStats>(routes.map(({ id }) => [id, NOTHING]));
  return {
    countUnknownToken() {
      unknownTokens += 1;
    },
    countAnswer(result) {
      answers[result] += 1;
    },
    countRoute(routeId, what) {
      const counted = perRoute.get(routeId) ?? NOTHING;
      perRoute.set(routeId, { ...counted, [what]: counted[what] + 1 });
    },
    read: () => ({ unknownTokens, answers: { ...answers }, routes: Object.fromEntries(perRoute) }),
  };
}
