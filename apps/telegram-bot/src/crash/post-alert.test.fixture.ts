export const ROUTE_TOKEN = 'a-token-for-crash-tests-only';

export interface Answer {
  readonly status: number;
  readonly result: string;
}

/**
 * Posts an alert to a desk; `null`: no answer of a desk, for the port of a dead one may be somebody else's by now.
 *
 * @throws {Error} where the connection fails.
 */
export async function postAlert(deskUrl: string, body: string, signal?: AbortSignal): Promise<Answer | null> {
  const response = await fetch(`${deskUrl}/hooks/${ROUTE_TOKEN}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: signal ?? null,
  });
  const { result } = (await response.json()) as { readonly result?: string };
  return result === undefined ? null : { status: response.status, result };
}
