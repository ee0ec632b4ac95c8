import { deepFreeze } from '../deep-freeze.ts';
import type { PerpdeskConfig } from '../perpdesk-config.ts';
import type { ConfigInput } from '../schema/config-schema.ts';
import type { Secret } from '../secret.ts';
import { secretKey } from './resolve-secrets.ts';
import { toBroker } from './to-broker.ts';
import { toJournal } from './to-journal.ts';
import { toRoute } from './to-route.ts';
import { toTelegram } from './to-telegram.ts';

/** The checked file as the program uses it; `folder` is where relative paths start. */
export function toConfig(input: ConfigInput, secrets: ReadonlyMap<string, Secret>, folder: string): PerpdeskConfig {
  const secretAt = (path: readonly (string | number)[]) => secrets.get(secretKey(path)) ?? null;
  const routes = Object.values(input.routes);
  return deepFreeze({
    brokers: Object.entries(input.brokers).map(([id, broker]) => toBroker(id, broker, routes, secretAt)),
    routes: Object.entries(input.routes).map(([id, route]) => toRoute(id, route, secretAt)),
    telegram: input.telegram === undefined ? null : toTelegram(input.telegram, secretAt),
    server: input.server,
    journal: toJournal(input.journal, folder),
  });
}
