import type { Broker, OrderRequest } from '@perpdesk/broker-core';
import { type RawData, WebSocket } from 'ws';
import type { BinanceBrokerOptions } from '../binance-options.ts';
import { resolveEndpoints } from '../endpoints.ts';

/** The hosts that sources name for demo's streams; they disagree. */
const CANDIDATES = [
  'wss://demo-fstream.binance.com',
  'wss://fstream.binancefuture.com',
  'wss://stream.binancefuture.com',
];
const LISTEN_MS = 8_000;

interface Ear {
  readonly base: string;
  readonly heard: string[];
  readonly close: () => void;
}

/** Listens on every candidate while one order is placed and canceled. */
export async function findSpeakingHosts(
  options: Omit<BinanceBrokerOptions, 'id'>,
  broker: Broker,
  nextOrder: () => Promise<OrderRequest>,
): Promise<string> {
  const endpoints = resolveEndpoints('demo', options.endpoints);
  const listenKey = await createListenKey(endpoints.rest, options.credentials.apiKey);
  const bases = [...new Set([endpoints.stream, ...CANDIDATES])];
  const ears = await Promise.all(bases.map((base) => listen(base, listenKey)));
  const order = await broker.placeOrder(await nextOrder());
  await broker.cancelOrder({ symbol: order.symbol, clientOrderId: order.clientOrderId });
  await new Promise((resolve) => void setTimeout(resolve, LISTEN_MS));
  for (const ear of ears) ear.close();
  return ears
    .map(({ base, heard }) => `${base} ${heard.length === 0 ? 'is silent' : `told ${heard.join(', ')}`}`)
    .join('; ');
}

async function createListenKey(rest: string, apiKey: string): Promise<string> {
  const answer = await fetch(`${rest}/fapi/v1/listenKey`, { method: 'POST', headers: { 'X-MBX-APIKEY': apiKey } });
  const { listenKey } = (await answer.json()) as { readonly listenKey: string };
  return listenKey;
}

function listen(base: string, listenKey: string): Promise<Ear> {
  return new Promise((resolve) => {
    const heard: string[] = [];
    const socket = new WebSocket(`${base}/private/ws?listenKey=${listenKey}`, { handshakeTimeout: 5_000 });
    const ear: Ear = { base, heard, close: () => socket.terminate() };
    socket.on('message', (data) => void heard.push((JSON.parse(textOf(data)) as { readonly e?: string }).e ?? '?'));
    socket.on('open', () => resolve(ear));
    socket.on('error', () => resolve(ear));
  });
}

function textOf(data: RawData): string {
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer)).toString('utf8');
}
