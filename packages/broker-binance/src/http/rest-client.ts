import type { Clock } from '@perpdesk/broker-core';
import { toBrokerError, type VenueAnswer } from '../errors.ts';
import type { Admit } from './admission.ts';
import type { Answer, RestCall } from './call.ts';
import { createHttpSender, type HttpAnswer } from './http-sender.ts';
import { isRecord } from './is-record.ts';
import type { LearnFromRefusal } from './learn-from-refusal.ts';
import { type LimitReport, reportsOfHeaders, reportsOfRows } from './limit-report.ts';
import { type Sdk, loadSdk } from './load-sdk.ts';
import { bodyOf, refusalOf, requireBody, shownText } from './read-answer.ts';
import { retryAfterMs } from './retry-after.ts';
import { plainQuery, signQuery } from './sign-query.ts';
import type { Signer } from './signer.ts';
import { toTransportError } from './transport-error.ts';
import type { VenueClock } from './venue-clock.ts';
import { windowOf } from './window.ts';

/** The one path of all REST requests, reads and writes. */
export interface RestClient {
  /**
   * Sends once and resolves with the answer, if the exchange said yes.
   *
   * @throws {BrokerError} before bytes may have left: `not-sent`. A refusal: as errors.ts reads it. No whole answer
   * (`timeout`, `network`, `aborted`, `venue-error`): outcome unknown.
   */
  call(call: RestCall): Promise<Answer>;
  /** Learns from a refusal that stands within an answer, as of one order of a batch. @returns it as it may be told. */
  heed(refusal: VenueAnswer): VenueAnswer;
  close(): Promise<void>;
}

export interface RestClientOptions {
  /** `http(s)://host[:port]`. */
  readonly base: string;
  readonly clock: Clock;
  readonly signer: Signer;
  readonly venueClock: Pick<VenueClock, 'now'>;
  readonly admit: Admit;
  readonly learnFromRefusal: LearnFromRefusal;
  /** Hears what every answer says about limits. */
  readonly onLimits: (reports: readonly LimitReport[]) => void;
  /** Default 10 000. */
  readonly readTimeoutMs?: number;
  /** Default 5000. */
  readonly writeTimeoutMs?: number;
  /** Default 5000. */
  readonly connectTimeoutMs?: number;
  /** Default 32 MiB. */
  readonly maxBodyBytes?: number;
}

const MAX_CONNECTIONS = 64;
const MAX_BODY_BYTES = 32 * 1024 * 1024;
/** The answers whose body tells limits. The order limits that exchangeInfo tells are not this account's. */
const LIMITS_IN_BODY: ReadonlyMap<string, LimitReport['kind']> = new Map([
  ['/fapi/v1/exchangeInfo', 'weight'],
  ['/fapi/v1/rateLimit/order', 'orders'],
]);

export function createRestClient(options: RestClientOptions): RestClient {
  const { base, clock, signer, venueClock, admit, learnFromRefusal, onLimits } = options;
  const { readTimeoutMs = 10_000, writeTimeoutMs = 5_000, connectTimeoutMs = 5_000 } = options;
  const { maxBodyBytes = MAX_BODY_BYTES } = options;
  const sender = createHttpSender({ base, clock, connectTimeoutMs, maxConnections: MAX_CONNECTIONS, maxBodyBytes });
  let isClosed = false;

  const pathOf = (sdk: Sdk, call: RestCall) => {
    const { path, params = {}, security } = call;
    const query =
      security === 'signed' ? signQuery(sdk, signer, params, windowOf(call, venueClock)) : plainQuery(sdk, params);
    return query === '' ? path : `${path}?${query}`;
  };
  const headersOf = ({ method, security }: RestCall): readonly string[] => [
    ...(security === 'none' ? [] : ['X-MBX-APIKEY', signer.apiKey()]),
    ...(method === 'GET' ? [] : ['Content-Length', '0']),
  ];
  const heed = (refusal: VenueAnswer): VenueAnswer =>
    learnFromRefusal({ ...refusal, message: shownText(refusal.message, signer.redact) });
  const read = (answer: HttpAnswer, call: RestCall): Answer => {
    const receivedAt = clock.now();
    const body = bodyOf(answer.text);
    onLimits(reportsOfHeaders(answer.headers));
    const refusal = refusalOf(answer, body);
    if (refusal !== null) {
      const waitMs = retryAfterMs(answer.headers['retry-after'], receivedAt);
      const { operation, validity, clientOrderId } = call;
      throw toBrokerError(heed({ ...refusal, retryAfterMs: waitMs }), {
        operation,
        isWrite: validity !== undefined,
        ...(clientOrderId === undefined ? {} : { clientOrderId }),
      });
    }
    const told = LIMITS_IN_BODY.get(call.path);
    if (told !== undefined) {
      onLimits(reportsOfRows(isRecord(body) ? body['rateLimits'] : body).filter(({ kind }) => kind === told));
    }
    return requireBody(body, call, receivedAt);
  };

  return {
    async call(call) {
      const { method, abortSignal, validity, priority } = call;
      const timeoutMs = call.timeoutMs ?? (validity === undefined ? readTimeoutMs : writeTimeoutMs);
      const notSent = (reason: 'aborted' | 'not-connected', detail: string) =>
        toTransportError({ reason, mayHaveLeft: false, detail }, call);
      if (isClosed) throw notSent('not-connected', 'the broker is closed');
      if (abortSignal?.aborted === true) throw notSent('aborted', 'the caller stopped waiting');
      if (validity !== undefined) windowOf(call, venueClock);
      const giveBack = await admit(call);
      const path = pathOf(await loadSdk(), call);
      const isUrgent = priority === 'reduce';
      const result = await sender.send({ method, path, headers: headersOf(call), timeoutMs, isUrgent, abortSignal });
      if (result.answer !== null) return read(result.answer, call);
      if (!result.failure.mayHaveLeft) giveBack();
      throw toTransportError(result.failure, call);
    },
    heed,
    async close() {
      isClosed = true;
      sender.close();
    },
  };
}
