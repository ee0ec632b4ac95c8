import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { BinanceVenue } from '../binance-venue.ts';
import { at, rowsAt, textAt, parseLong, isRow, type Row } from '../json.test.fixture.ts';
import { createRestClient, type RestClient } from '../rest.test.fixture.ts';
import { textOf } from './text-of.ts';

/** What the client hears when its connection goes: an end, or a reset, whichever the system tells first. */
export const CUT = /^(socket hang up|read ECONNRESET)$/;

/** A connection to one of the venue's sockets, and what it has heard. */
export interface StreamClient {
  readonly texts: readonly string[];
  /** Integers of 16 digits and more are text; what is no JSON object is `{ text }`. */
  readonly frames: readonly Row[];
  readonly socket: WebSocket;
  /** `null` while it is open. */
  readonly closedWith: number | null;
  send(message: unknown): void;
  /** Resolves when so many frames have come. */
  heard(count: number): Promise<readonly Row[]>;
  closed(): Promise<number>;
  forget(): void;
}

export const pause = (ms = 40): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_500; tries += 1) {
    if (holds()) return;
    await pause(5);
  }
  throw new Error(`Not in time: ${what}.`);
}

/** Rejects where the venue does not take the connection. */
export async function openStream(venue: BinanceVenue, path: string): Promise<StreamClient> {
  const socket = new WebSocket(`${venue.wsUrl}${path}`, { perMessageDeflate: false });
  onTestFinished(() => socket.terminate());
  const texts: string[] = [];
  let closedWith: number | null = null;
  socket.on('message', (data) => texts.push(textOf(data)));
  socket.on('close', (code) => {
    closedWith = code;
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  const frames = () =>
    texts.map((text) => {
      const frame = parseLong(text);
      return isRow(frame) ? frame : { text };
    });
  return {
    texts,
    get frames() {
      return frames();
    },
    socket,
    get closedWith() {
      return closedWith;
    },
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async heard(count) {
      await until(`${count} frames, found ${texts.join('\n')}`, () => texts.length >= count);
      return frames();
    },
    async closed() {
      await until('closed', () => closedWith !== null);
      return closedWith ?? 0;
    },
    forget: () => void texts.splice(0),
  };
}

export async function startListenKey(rest: RestClient): Promise<string> {
  return textAt((await rest.post('/fapi/v1/listenKey')).body, 'listenKey');
}

/** A client that trades and hears what its account is told. */
export async function openAccount(venue: BinanceVenue, events = '', credentials = {}) {
  const rest = createRestClient(venue, credentials);
  const listenKey = await startListenKey(rest);
  const stream = await openStream(venue, `/private/ws?listenKey=${listenKey}&events=${events}`);
  const order = (params: Record<string, string>) => rest.post('/fapi/v1/order', { symbol: 'BTCUSDT', ...params });
  const algo = (params: Record<string, string>) =>
    rest.post('/fapi/v1/algoOrder', { algoType: 'CONDITIONAL', symbol: 'BTCUSDT', ...params });
  return { rest, listenKey, stream, order, algo };
}

/** One line a frame: what an account's reader would note. */
export function summaryOf(frame: Row): string {
  const { e, text } = frame;
  if (typeof text === 'string') return text;
  const o = (field: string) => textAt(frame, 'o', field);
  if (e === 'ORDER_TRADE_UPDATE') {
    return `order ${o('c')} ${o('x')} ${o('X')} l=${o('l')} z=${o('z')}${o('er') === '0' ? '' : ` er=${o('er')}`}`;
  }
  if (e === 'ALGO_UPDATE') {
    const trail = at(frame, 'o', 'ia');
    const executed = at(frame, 'o', 'aq') === undefined ? '' : ` aq=${o('aq')}`;
    return `algo ${o('caid')} ${o('X')}${executed}${trail === undefined ? '' : ` ia=${String(trail === true)}`}`;
  }
  if (e === 'TRADE_LITE') return `lite ${frame['c']} l=${frame['l']}`;
  if (e === 'ACCOUNT_UPDATE') {
    const positions = rowsAt(frame, 'a', 'P').map(({ ps, pa }) => `${ps} ${pa}`);
    return `account ${textAt(frame, 'a', 'm')} ${positions.join()}`;
  }
  if (e === 'ACCOUNT_CONFIG_UPDATE') return `config ${JSON.stringify(frame['ac'] ?? frame['ai'])}`;
  return String(e);
}
