import type { BinanceBrokerOptions } from '../binance-options.ts';
import { resolveEndpoints } from '../endpoints.ts';

/** Hosts on which money is real. */
const LIVE = new Set([
  'fapi.binance.com',
  'fstream.binance.com',
  'ws-fapi.binance.com',
  'fapi-mm.binance.com',
  'fstream-mm.binance.com',
  'ws-fapi-mm.binance.com',
]);

export type DemoSettings =
  | { readonly kind: 'run'; readonly options: Omit<BinanceBrokerOptions, 'id'> }
  | { readonly kind: 'skip'; readonly reason: string }
  | { readonly kind: 'refuse'; readonly reason: string };

/** What the environment says: keys of Binance's demo, and hosts where others are meant. Live hosts are refused. */
export function demoSettings(env: Readonly<Record<string, string | undefined>>): DemoSettings {
  const apiKey = env['BINANCE_DEMO_API_KEY'] ?? '';
  const secretKey = env['BINANCE_DEMO_SECRET_KEY'] ?? '';
  if (apiKey === '' || secretKey === '') {
    return { kind: 'skip', reason: 'BINANCE_DEMO_API_KEY and BINANCE_DEMO_SECRET_KEY are not set' };
  }
  const overrides = {
    ...(env['BINANCE_DEMO_REST'] === undefined ? {} : { rest: env['BINANCE_DEMO_REST'] }),
    ...(env['BINANCE_DEMO_STREAM'] === undefined ? {} : { stream: env['BINANCE_DEMO_STREAM'] }),
    ...(env['BINANCE_DEMO_WS_API'] === undefined ? {} : { wsApi: env['BINANCE_DEMO_WS_API'] }),
  };
  const endpoints = resolveEndpoints('demo', overrides);
  const live = Object.values(endpoints).filter((base) => LIVE.has(new URL(base).hostname));
  if (live.length > 0) return { kind: 'refuse', reason: `${live.join(', ')} is live: these tests place orders` };
  const credentials = secretKey.includes('PRIVATE KEY') ? { apiKey, privateKey: secretKey } : { apiKey, secretKey };
  return { kind: 'run', options: { environment: 'demo', credentials, endpoints } };
}
