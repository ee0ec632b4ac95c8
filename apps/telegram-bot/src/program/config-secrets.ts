import type { PerpdeskConfig } from '@perpdesk/broker-config';

/** Every secret value of a configuration: what no line of the log may hold. */
export function secretsOf({ brokers, routes, telegram }: PerpdeskConfig): readonly string[] {
  const keys = brokers.flatMap(({ venue }) => {
    const credentials = venue?.credentials;
    return credentials == null ? [] : [credentials.apiKey, credentials.secretKey, credentials.privateKey];
  });
  const tokens = routes.flatMap((route) => [...route.tokens, route.secret]);
  return [...keys, ...tokens, telegram?.token ?? null].flatMap((secret) => (secret === null ? [] : [secret.reveal()]));
}
