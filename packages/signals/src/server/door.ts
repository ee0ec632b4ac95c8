import { silentLogger } from '@perpdesk/broker-core';
import { createAddressRanges, type Address } from './address-ranges.ts';
import { findClientAddress } from './client-address.ts';
import type { DoorRefusal } from './door-answer.ts';
import { createRarely } from './rarely.ts';
import type { AlertRoute, AlertServerOptions } from './server-options.ts';
import type { StatsCounter } from './server-stats.ts';
import { createTokenBucket, type Rate, type TokenBucket } from './token-bucket.ts';
import { createTokenTable } from './token-table.ts';

/** A strategy may fire a thousand times at once; a route's own sender is not heard again after a 429. */
const ROUTE_RATE: Rate = { burst: 2_000, perSecond: 200 };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Of one route; TradingView has four, and whoever has more is not followed. */
const MAX_KNOWN_ADDRESSES = 64;

/** A request as the door sees it, before its body. */
export interface Knock {
  /** Last part of the path. */
  readonly token: string;
  readonly socketAddress: string | undefined;
  /** `X-Forwarded-For`, all of them with commas between. */
  readonly forwardedFor: string | undefined;
  /** `Content-Encoding`. */
  readonly encoding: string | undefined;
}

export type Admission =
  | { readonly type: 'admitted'; readonly routeId: string }
  /** Nobody that the desk knows: what is there is not told. */
  | { readonly type: 'unknown' }
  | { readonly type: 'refused'; readonly routeId: string; readonly code: DoorRefusal; readonly retryAfterMs: number };

export interface Door {
  admit(knock: Knock): Admission;
  /** Whom it knows from now on. @throws {RangeError} for an address range that is none; it is as before then. */
  configure(routes: readonly AlertRoute[]): void;
}

export interface DoorOptions extends AlertServerOptions {
  readonly stats: StatsCounter;
  /** While it holds nobody is limited: all hear 503, which makes them come again. */
  readonly isClosing: () => boolean;
  /** An address that the route does not allow showed its token. */
  readonly onForeign: (routeId: string, address: string) => void;
  /** An address showed the token of a route that allows any, for the first time in this life. */
  readonly onSender: (routeId: string, address: string) => void;
}

/** @throws {RangeError} for an address range that is none. */
export function createDoor(options: DoorOptions): Door {
  const { stats, clock, logger = silentLogger, isClosing } = options;
  const now = () => clock.now();
  const isProxy = createAddressRanges(options.trustedProxies ?? []);
  const rate = options.rates?.route ?? ROUTE_RATE;
  const buckets = new Map<string, TokenBucket>();
  let { findRoute, allowed } = read(options.routes);
  const rarely = createRarely(now);

  const knownAddresses = new Map<string, Set<string>>();

  /** Also what the log says of it. */
  function isFromAllowed(routeId: string, address: Address | null): boolean {
    const ranges = allowed.get(routeId);
    if (ranges === undefined || (address !== null && ranges(address))) return true;
    stats.countRoute(routeId, 'foreignAddresses');
    options.onForeign(routeId, address?.text ?? 'an address that cannot be read');
    if (rarely(`address ${routeId}`, MINUTE_MS)) {
      logger.warn('alert from an address that the route does not allow', { routeId, address: address?.text ?? null });
    }
    return false;
  }

  /** A token that has leaked is used from elsewhere. */
  function noteAddress(routeId: string, address: string): void {
    const known = knownAddresses.get(routeId) ?? new Set<string>();
    if (known.has(address) || known.size >= MAX_KNOWN_ADDRESSES) return;
    knownAddresses.set(routeId, known.add(address));
    if (!allowed.has(routeId)) options.onSender(routeId, address);
    if (known.size > 1) logger.warn('alerts of a route come from one more address', { routeId, address });
  }

  function noteOldToken(routeId: string): void {
    stats.countRoute(routeId, 'oldTokens');
    if (rarely(`token ${routeId}`, HOUR_MS)) logger.warn('the old token of a route is still in use', { routeId });
  }

  function take(routeId: string): number {
    const bucket = buckets.get(routeId) ?? createTokenBucket(rate, now);
    buckets.set(routeId, bucket);
    return bucket.take();
  }

  return {
    configure(routes) {
      ({ findRoute, allowed } = read(routes));
    },
    admit(knock) {
      const found = findRoute(knock.token);
      if (found === null) {
        stats.countUnknownToken();
        return { type: 'unknown' };
      }
      const { routeId, isOldToken } = found;
      const address = findClientAddress(knock.socketAddress, knock.forwardedFor, isProxy);
      if (!isFromAllowed(routeId, address)) return { type: 'unknown' };
      noteAddress(routeId, address?.text ?? 'unknown');
      if (isOldToken) noteOldToken(routeId);
      const retryAfterMs = isClosing() ? 0 : take(routeId);
      if (retryAfterMs > 0) {
        stats.countRoute(routeId, 'limited');
        if (rarely(`rate ${routeId}`, MINUTE_MS)) logger.warn('alerts beyond the rate of their route', { routeId });
        return { type: 'refused', routeId, code: 'rate-limited', retryAfterMs };
      }
      return isPlain(knock.encoding)
        ? { type: 'admitted', routeId }
        : { type: 'refused', routeId, code: 'unsupported-encoding', retryAfterMs: 0 };
    },
  };
}

function read(routes: readonly AlertRoute[]) {
  const ranges = routes.flatMap(({ id, allowFrom = [] }) =>
    allowFrom.length === 0 ? [] : [[id, createAddressRanges(allowFrom)] as const],
  );
  return { findRoute: createTokenTable(routes), allowed: new Map(ranges) };
}

function isPlain(encoding = 'identity'): boolean {
  const name = encoding.trim().toLowerCase();
  return name === '' || name === 'identity';
}
