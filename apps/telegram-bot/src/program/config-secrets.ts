import type { PerpdeskConfig } from '@perpdesk/broker-config';

/** Every secret value of a configuration: what no line of the log may hold. */
export function secretsOf({ brokers, routes, telegram, journal }: PerpdeskConfig): readonly string[] {
  const keys = brokers.flatMap(({ venue }) => {
    const credentials = venue?.credentials;
    return credentials == null ? [] : [credentials.apiKey, credentials.secretKey, credentials.privateKey];
  });
  const tokens = routes.flatMap((route) => [...route.tokens, route.secret]);
  const codes = (telegram?.users ?? []).map(({ totp }) => totp);
  const held = [...keys, ...tokens, ...codes, telegram?.token ?? null];
  return [
    ...held.flatMap((secret) => (secret === null ? [] : [secret.reveal()])),
    ...passwordsIn(journal.url.reveal()),
  ];
}

/** As it stands in the URL, and as the server is told it. */
function passwordsIn(url: string): readonly string[] {
  const { password } = URL.parse(url) ?? { password: '' };
  if (password === '') return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
