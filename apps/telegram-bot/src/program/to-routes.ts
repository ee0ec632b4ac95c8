import { createHash } from 'node:crypto';
import type { RouteConfig } from '@perpdesk/broker-config';
import type { Route } from '@perpdesk/signals';
import type { AlertRoute } from '@perpdesk/signals/server';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The configured routes as the engine and its door take them: secrets as hashes only. */
export function toRoutes(routes: readonly RouteConfig[]): readonly (Route & AlertRoute)[] {
  return routes.map(({ tokens, secret, ...route }) => ({
    ...route,
    tokenHashes: tokens.map((token) => sha256(token.reveal())),
    secretHash: secret === null ? null : sha256(secret.reveal()),
  }));
}
