import { basename } from 'node:path';

/** The token of the desk that lives in a folder: a desk of another folder, on the port of a dead one, does not know it. */
export function routeTokenOf(folder: string): string {
  return `a-token-for-${basename(folder)}-only`;
}

export interface Answer {
  readonly status: number;
  readonly result: string;
}

/**
 * Posts an alert to a desk; `null`: no answer of a desk, for the port of a dead one may be somebody else's by now.
 *
 * @throws {Error} where the connection fails.
 */
export async function postAlert(
  { url, folder }: { readonly url: string; readonly folder: string },
  body: string,
  signal?: AbortSignal,
): Promise<Answer | null> {
  const response = await fetch(`${url}/hooks/${routeTokenOf(folder)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: signal ?? null,
  });
  if (response.status === 404) return null;
  const { result } = (await response.json()) as { readonly result?: string };
  return result === undefined ? null : { status: response.status, result };
}
