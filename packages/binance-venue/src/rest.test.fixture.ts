import { onTestFinished } from 'vitest';
import { createHmac } from 'node:crypto';
import { createBinanceVenue } from './create-binance-venue.ts';
import type { BinanceVenue } from './binance-venue.ts';
import { parseLong } from './json.test.fixture.ts';
import type { BinanceVenueOptions } from './options.ts';

export interface RestAnswer {
  readonly status: number;
  /** Integers of 16 digits and more are text. */
  readonly body: unknown;
  readonly headers: Headers;
}

type Params = Readonly<Record<string, string>>;

export interface RestClient {
  get(path: string, params?: Params): Promise<RestAnswer>;
  post(path: string, params?: Params): Promise<RestAnswer>;
  put(path: string, params?: Params): Promise<RestAnswer>;
  delete(path: string, params?: Params): Promise<RestAnswer>;
}

/** A venue that is closed after the test; to be opened within one. */
export async function openVenue(options: BinanceVenueOptions = {}): Promise<BinanceVenue> {
  const venue = await createBinanceVenue({ seed: 1, ...options });
  onTestFinished(() => venue.close());
  return venue;
}

export function signHmac(secretKey: string): (payload: string) => string {
  return (payload) => createHmac('sha256', secretKey).update(payload).digest('hex');
}

/** Signs every call with the venue's own time; parameters go in the query. */
export function createRestClient(
  venue: BinanceVenue,
  { apiKey = 'venue-key', sign = signHmac('venue-secret') } = {},
): RestClient {
  const call =
    (method: string) =>
    async (path: string, params: Params = {}) => {
      const query = new URLSearchParams({ ...params, timestamp: params['timestamp'] ?? String(venue.clock().now) });
      const signature = encodeURIComponent(sign(query.toString()));
      return send(`${venue.url}${path}?${query}&signature=${signature}`, {
        method,
        headers: { 'X-MBX-APIKEY': apiKey },
      });
    };
  return { get: call('GET'), post: call('POST'), put: call('PUT'), delete: call('DELETE') };
}

export async function send(url: string, init: RequestInit = {}): Promise<RestAnswer> {
  const response = await fetch(url, init);
  return { status: response.status, body: parseLong(await response.text()), headers: response.headers };
}
