import { createHash } from 'node:crypto';
import type { RouteConfig } from '@perpdesk/broker-config';
import type { Route } from '@perpdesk/signals';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The configured routes as the engine takes them: secrets as hashes only. */
export function toRoutes(routes: readonly RouteConfig[]): readonly Route[] {
  return routes.map(({ tokens, secret, ...route }) => ({
    ...route,
    tokenHashes: tokens.map((token) => sha256(token.reveal())),
    secretHash: secret === null ? null : sha256(secret.reveal()),
  }));
}
