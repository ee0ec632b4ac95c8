import { type BrokerEvent, type Clock, createEventHub, type EventHub, type Logger, sleep } from '@perpdesk/broker-core';
import { createAccountMode } from './account-mode.ts';
import { createAccountReaders } from './account-readers.ts';
import type { BinanceBrokerOptions } from './binance-options.ts';
import { resolveEndpoints } from './endpoints.ts';
import { createTransport, type Transport } from './http/transport.ts';
import { hearFill } from './hear-fill.ts';
import { instrumentsByHost } from './instruments-by-host.ts';
import { createInstruments } from './instruments.ts';
import { createKeyHost } from './key-host.ts';
import { readFrame } from './map/read-frame.ts';
import { readInstruments } from './read-instruments.ts';
import { readAccountConfig } from './reads/read-account-config.ts';
import type { OpenSession, Session } from './session.ts';
import { createAccountStream } from './stream/account-stream.ts';
import { createListenKeyDoor } from './stream/listen-key-door.ts';
import { openLineTo } from './stream/open-line.ts';
import { createOrderTracker } from './stream/order-tracker.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface SessionOptions extends BinanceBrokerOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
}

const ORDER_LIMITS = {
  operation: 'connect',
  method: 'GET',
  path: '/fapi/v1/rateLimit/order',
  security: 'signed',
  weight: 1,
} as const;
/** How long the WS-API's socket is waited for; without it orders go over REST. */
const WS_API_WAIT_MS = 2_000;
const WS_API_LOOK_MS = 10;

/**
 * Reads time, instruments and the account's mode, and starts the stream; resolves when the account is known and followed.
 *
 * @throws {BrokerError} the first failure; nothing is left open then.
 */
export async function openSession(options: SessionOptions, abortSignal?: AbortSignal): Promise<OpenSession> {
  const { environment, endpoints } = options;
  const hosts = resolveEndpoints(environment, endpoints);
  const transport = createTransport({ ...options, endpoints: hosts });
  const hub = createEventHub<BrokerEvent>();
  const session = buildSession(options, { hub, transport, streamBase: hosts.stream });
  const leave = session.instruments.join(() => readInstruments(transport.rest, options.logger));
  const close = async () => {
    leave();
    await session.stream.close();
    await session.keyHost?.close();
    await transport.close();
    hub.close();
  };
  try {
    await start(session, transport, abortSignal);
    return { session, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface SessionParts {
  readonly hub: EventHub<BrokerEvent>;
  readonly transport: Transport;
  readonly streamBase: string;
}

function buildSession(options: SessionOptions, { hub, transport, streamBase }: SessionParts): Session {
  const { clock, logger, random, recvWindowMs = 5_000, wsApi: hasWsApi = true } = options;
  const { rest, wsApi, venueClock, host, limits } = transport;
  const tracker = createOrderTracker();
  const mode = createAccountMode({ clock, logger, read: () => readAccountConfig(session, 'watchAccount') });
  const leverages = new Map<string, number>();
  const readers = createAccountReaders(() => session, leverages);
  const stream = createAccountStream({
    openLine: openLineTo(streamBase, { clock, logger, random }),
    listenKeyDoor: createListenKeyDoor(rest),
    readFrame,
    tracker,
    snapshotReader: readers,
    accountReader: readers,
    clock,
    venueNow: () => venueClock.now(),
    logger,
    random,
    emit(event) {
      hub.emit(event);
      hearFill(session.instruments, event);
    },
    onAccountMode: (isMultiAssets) => mode.noteMultiAssets(isMultiAssets),
    ...(options.deafAfterMs === undefined ? {} : { deafAfterMs: options.deafAfterMs }),
    ...(options.stuckAfterMs === undefined ? {} : { stuckAfterMs: options.stuckAfterMs }),
  });
  const session: Session = {
    rest,
    wsApi: hasWsApi ? wsApi : null,
    keyHost: createKeyHost({ ...options, venueClock }),
    venueClock,
    clock,
    logger,
    instruments: instrumentsByHost.of(host, () => createInstruments({ clock, logger })),
    tracker,
    stream,
    hub,
    mode,
    leverages,
    recvWindowMs,
    limits,
  };
  return session;
}

async function start(session: Session, { venueClock }: Transport, abortSignal: AbortSignal | undefined) {
  const { rest, wsApi, stream, instruments } = session;
  const signal = abortSignal === undefined ? {} : { abortSignal };
  await venueClock.measure(abortSignal);
  venueClock.start();
  wsApi?.start();
  await Promise.all([
    readAccountConfig(session, 'connect', signal),
    instruments.all({ operation: 'connect', ...signal }),
    // its answer teaches the account's own order limits
    rest.call({ ...ORDER_LIMITS, ...signal }),
  ]);
  await unlessAborted(stream.start(), 'connect', abortSignal);
  await unlessAborted(wsApiUp(session), 'connect', abortSignal);
}

async function wsApiUp({ wsApi, clock }: Session): Promise<void> {
  const untilAt = clock.now() + WS_API_WAIT_MS;
  while (wsApi?.isReady === false && clock.now() < untilAt) await sleep(clock, WS_API_LOOK_MS);
}
