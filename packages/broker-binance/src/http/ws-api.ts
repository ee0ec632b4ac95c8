import { type Clock, type Logger, BrokerError } from '@perpdesk/broker-core';
import { toBrokerError, type VenueAnswer } from '../errors.ts';
import { createSocket } from '../stream/socket.ts';
import type { Admit } from './admission.ts';
import type { Answer, WsApiCall } from './call.ts';
import { isLogOnForgotten, toForgottenLogOn } from './forgotten-log-on.ts';
import type { LearnFromRefusal } from './learn-from-refusal.ts';
import type { LimitReport } from './limit-report.ts';
import { loadSdk } from './load-sdk.ts';
import { createPendingCalls } from './pending-calls.ts';
import { requireBody, shownText } from './read-answer.ts';
import type { Signer } from './signer.ts';
import { toTransportError } from './transport-error.ts';
import type { VenueClock } from './venue-clock.ts';
import { windowOf } from './window.ts';
import { readWsAnswer } from './ws-answer.ts';
import { writeWsRequest } from './ws-request.ts';

/** Requests over one kept-up socket. */
export interface WsApi {
  /** Whether a call would be sent now; the caller chooses REST beforehand where it would not. */
  readonly isReady: boolean;
  /** Connects and stays connected. */
  start(): void;
  /** As the REST client's. A socket lost with the request pending: `network`, outcome unknown. */
  call(call: WsApiCall): Promise<Answer>;
  close(): Promise<void>;
}

export interface WsApiOptions {
  /** `ws(s)://host[:port]`. */
  readonly base: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** From 0 to below 1, for jitter. */
  readonly random: () => number;
  readonly signer: Signer;
  readonly venueClock: Pick<VenueClock, 'now' | 'offsetMs'>;
  readonly admit: Admit;
  readonly learnFromRefusal: LearnFromRefusal;
  readonly onLimits: (reports: readonly LimitReport[]) => void;
  /** Whether the exchange has told this process to be quiet: then no connection is made either. */
  readonly isBlocked: () => boolean;
  /** Default 10 000. */
  readonly readTimeoutMs?: number;
  /** Default 5000. */
  readonly writeTimeoutMs?: number;
  /** Binance ends a connection after 24 hours; it is replaced before, while nothing is pending. Default 23 hours. */
  readonly rotateAfterMs?: number;
}

const HOUR_MS = 3_600_000;
const ROTATE_AGAIN_MS = 1_000;
/** @see https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-api-general-info */
const LOG_ON: WsApiCall = {
  operation: 'connect',
  method: 'session.logon',
  params: {},
  weight: 2,
  priority: 'reduce',
  timeoutMs: 3_000,
};

export function createWsApi(options: WsApiOptions): WsApi {
  const { base, clock, logger, random, signer, venueClock, admit, learnFromRefusal, onLimits, isBlocked } = options;
  const { readTimeoutMs = 10_000, writeTimeoutMs = 5_000, rotateAfterMs = 23 * HOUR_MS } = options;
  let sent = 0;
  /** When it was heard last before a request was given up on; until something is heard again the socket is not trusted. */
  let doubted: { readonly heardAt: number | null } | null = null;
  let cancelRotation = () => {};
  /** Ed25519 keys log on once per connection, which spares each request its signature; HMAC keys cannot. */
  let session: 'none' | 'logging-on' | 'logged-on' = 'none';

  const rotateLater = (delayMs: number) => {
    cancelRotation = clock.schedule(delayMs, () => {
      if (pending.size > 0) rotateLater(ROTATE_AGAIN_MS);
      else socket.restart('replaced before its 24 hours are over');
    });
  };
  const socket = createSocket({
    name: 'WS-API',
    async url() {
      await loadSdk();
      if (isBlocked())
        throw new BrokerError('rate-limited', { operation: 'connect', message: 'Binance asks for a pause.' });
      return `${base}/ws-fapi/v1`;
    },
    clock,
    logger,
    random,
    onOpen() {
      doubted = null;
      rotateLater(rotateAfterMs);
      if (signer.kind === 'ed25519') void logOn();
    },
    onDown(reason) {
      cancelRotation();
      session = 'none';
      pending.failAll(`the socket was lost: ${reason}`);
    },
    onText(text) {
      const answer = readWsAnswer(text, clock.now(), venueClock.offsetMs ?? 0);
      if (answer !== null) onLimits(answer.limits);
      if (answer?.id === null && answer.refusal !== null) refuseAll(answer.refusal);
      else if (answer === null || !pending.settle(answer)) logger.debug('WS-API frame that nobody waits for');
    },
  });
  const pending = createPendingCalls(clock, socket.send);
  const shown = (refusal: VenueAnswer) => ({ ...refusal, message: shownText(refusal.message, signer.redact) });
  /** Which of those under way is meant nobody can say, and the connection may act for nobody any more. */
  const refuseAll = (refusal: VenueAnswer) => {
    const { status, code } = learnFromRefusal(shown(refusal));
    socket.restart(`a refusal that names no request (${status}, ${code})`);
  };
  const isTrusted = () => socket.isOpen && (doubted === null || socket.lastTrafficAt !== doubted.heardAt);
  const isReady = () => session !== 'logging-on' && isTrusted();

  const request = async (call: WsApiCall): Promise<Answer> => {
    const { method, params, abortSignal, validity, operation, clientOrderId } = call;
    const timeoutMs = call.timeoutMs ?? (validity === undefined ? readTimeoutMs : writeTimeoutMs);
    const giveBack = await admit(call);
    sent += 1;
    const id = `${sent}`;
    const window = windowOf(call, venueClock);
    const sdk = await loadSdk();
    const isUnsigned = session === 'logged-on';
    const text = writeWsRequest(sdk, isUnsigned ? null : signer, { id, method, params }, window);
    const result = await pending.send({ id, text, timeoutMs, abortSignal });
    if (result.answer === null) {
      const { failure } = result;
      if (failure.reason === 'timeout') doubted = { heardAt: socket.lastTrafficAt };
      if (!failure.mayHaveLeft) giveBack();
      throw toTransportError(failure, call);
    }
    const { refusal, result: body } = result.answer;
    if (refusal === null) return requireBody(body, call, clock.now());
    if (isUnsigned && isLogOnForgotten(refusal)) {
      session = 'none';
      throw toForgottenLogOn(call);
    }
    throw toBrokerError(learnFromRefusal(shown(refusal)), {
      operation,
      isWrite: validity !== undefined,
      ...(clientOrderId === undefined ? {} : { clientOrderId }),
    });
  };
  const logOn = async () => {
    session = 'logging-on';
    const entered = await request(LOG_ON).then(
      () => 'logged-on' as const,
      (error: unknown) => {
        const code = BrokerError.is(error) ? error.code : 'unknown';
        logger.warn('WS-API log-on failed: each request is signed instead', { code });
        return 'none' as const;
      },
    );
    if (session === 'logging-on') session = entered;
  };

  return {
    get isReady() {
      return isReady();
    },
    start: socket.start,
    async call(call) {
      const notSent = (reason: 'aborted' | 'not-connected', detail: string) =>
        toTransportError({ reason, mayHaveLeft: false, detail }, call);
      if (call.abortSignal?.aborted === true) throw notSent('aborted', 'the caller stopped waiting');
      if (call.validity !== undefined) windowOf(call, venueClock);
      if (!isReady()) throw notSent('not-connected', 'the WS-API socket is not ready');
      return await request(call);
    },
    async close() {
      cancelRotation();
      await socket.close();
      pending.failAll('the broker was closed');
    },
  };
}
