import { createHmac } from 'node:crypto';
import type { BinanceVenue } from '../binance-venue.ts';
import type { Row } from '../json.test.fixture.ts';
import { openStream, type StreamClient } from '../stream/stream.test.fixture.ts';

type Params = Readonly<Record<string, unknown>>;

export interface WsApiClient {
  readonly stream: StreamClient;
  /** Sends as it is, resolves with the answer of that id. */
  send(method: string, params?: Params, id?: unknown): Promise<Row>;
  /** With key, time and signature. */
  signed(method: string, params?: Params): Promise<Row>;
}

export const signHmac = (text: string, secret = 'venue-secret'): string =>
  createHmac('sha256', secret).update(text).digest('hex');

/** What is signed: all parameters, sorted by name. */
export function payloadOf(params: Params, encode = (value: string) => value): string {
  return Object.keys(params)
    .toSorted()
    .map((name) => `${name}=${encode(String(params[name]))}`)
    .join('&');
}

export async function openWsApi(
  venue: BinanceVenue,
  { apiKey = 'venue-key', sign = (text: string) => signHmac(text) } = {},
): Promise<WsApiClient> {
  const stream = await openStream(venue, '/ws-fapi/v1');
  let lastId = 0;
  const send: WsApiClient['send'] = async (method, params = {}, id = (lastId += 1)) => {
    stream.send({ id, method, params });
    for (let tries = 0; tries < 5_000; tries += 1) {
      const found = stream.frames.find((frame) => frame.id === id);
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    throw new Error(`No answer to ${method}.`);
  };
  return {
    stream,
    send,
    signed(method, params = {}) {
      const all = { timestamp: venue.clock().now, ...params, apiKey };
      return send(method, { ...all, signature: sign(payloadOf(all)) });
    },
  };
}
