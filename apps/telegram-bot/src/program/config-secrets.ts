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

/** As they stand in the URL, before its host and behind it, and as the server is told them. */
function passwordsIn(url: string): readonly string[] {
  const parsed = URL.parse(url);
  if (parsed === null) return [];
  const written = [...parsed.search.matchAll(/[?&]password=([^&]*)/g)].map(([, value = '']) => value);
  const all = [...decodedOf(parsed.password), ...written, ...parsed.searchParams.getAll('password')];
  return all.filter((password) => password !== '');
}

function decodedOf(password: string): readonly string[] {
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
