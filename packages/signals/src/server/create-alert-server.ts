import type { Socket } from 'node:net';
import { silentLogger } from '@perpdesk/broker-core';
import type { FastifyError, FastifyRequest } from 'fastify';
import { MAX_ALERT_BYTES } from '../parse/decode-body.ts';
import { acceptAlert, UNAVAILABLE } from './accept-alert.ts';
import { createCloseGrace } from './close-grace.ts';
import { guardConnections } from './connection-guard.ts';
import { createDoor } from './door.ts';
import { answerBody, DOOR_REFUSALS, refusalBody } from './door-answer.ts';
import { createHttp } from './fastify-settings.ts';
import { addPostPaths } from './post-paths.ts';
import { addProbes } from './probes.ts';
import { createRefusalNotes, describeBody, foreignDetail, isLoopback } from './refusal-notes.ts';
import type { AlertServer, AlertServerOptions } from './server-options.ts';
import { createStatsCounter } from './server-stats.ts';
import { createTokenBucket, type Rate } from './token-bucket.ts';
import { answerLimited, createTurnAway } from './turn-away.ts';

const REQUEST_TIMEOUT_MS = 5_000;
/** TradingView sends an unanswered 5xx again after this long. */
const RETRY_AFTER_SECONDS = '5';
/** Of all strangers together, and of all probes together: what they use up, no route misses. */
const OTHERS_RATE: Rate = { burst: 200, perSecond: 20 };
/** So many connections may wait to be taken: a burst comes over as many at once. */
const BACKLOG = 1_024;

interface Arrival {
  readonly routeId: string;
  readonly receivedAt: number;
}

/**
 * The door for alerts: `POST /hooks/<token>`, and `GET /healthz`, `/readyz`, `/metrics`. Everything else, a wrong token
 * and an address that a route does not allow included, is one and the same empty 404.
 *
 * The answer is the engine's, once the alert is stored; trading happens after it.
 *
 * @throws {RangeError} for an address range that is none.
 */
export function createAlertServer(options: AlertServerOptions): AlertServer {
  const { routes, engine, clock, logger = silentLogger, bodyLimit = MAX_ALERT_BYTES, rates = {} } = options;
  const bucketOf = (rate: Rate = OTHERS_RATE) => createTokenBucket(rate, () => clock.now());
  const stats = createStatsCounter(routes);
  const grace = createCloseGrace(clock, options.closeGraceMs ?? 0);
  const isClosing = () => grace.hasBegun || engine.status().isStopping;
  const note = createRefusalNotes(options);
  const door = createDoor({
    ...options,
    stats,
    isClosing,
    onForeign: (routeId, address) => note({ routeId, code: 'foreign-address', detail: foreignDetail(address) }),
    onSender: (routeId, address) => {
      if (!isLoopback(address)) void engine.noteSender?.({ routeId, address });
    },
  });
  const turnAway = createTurnAway(bucketOf(rates.unknown));
  const arrivals = new WeakMap<FastifyRequest, Arrival>();
  /** The beginning of a body while it arrives. */
  const parts = new WeakMap<FastifyRequest, Uint8Array>();
  const http = createHttp({ bodyLimit, requestTimeoutMs: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS });
  const connections = guardConnections(http.server, options.maxUnprovenConnections);
  http.addHook('onSend', (_request, reply, payload, done) => {
    if (grace.hasBegun) reply.header('connection', 'close');
    done(null, payload);
  });
  http.addHook('preHandler', (request, _reply, done) => {
    connections.begin(request.raw.socket);
    done();
  });
  http.addHook('onResponse', (request, _reply, done) => {
    connections.end(request.raw.socket);
    done();
  });
  // before a body is read, which could be too large
  http.addHook('onRequest', (request, reply, done) => {
    if (request.is404) void turnAway(reply);
    else done();
  });
  addProbes(http, options, bucketOf(rates.probes));
  const prove = (socket: Socket) => connections.prove(socket);
  addPostPaths(http, options.posts ?? [], { bucket: bucketOf(rates.unknown), isClosing, prove });

  http.post<{ Params: { token: string } }>(
    '/hooks/:token',
    {
      preParsing: (request, _reply, payload, done) => {
        payload.once('data', (chunk: Uint8Array) => parts.set(request, chunk));
        done(null, payload);
      },
      // before the body is read: a sender that is not let in is not worth it
      onRequest: (request, reply, done) => {
        const { headers, socket } = request.raw;
        const forwarded = headers['x-forwarded-for'];
        const admission = door.admit({
          token: request.params.token,
          socketAddress: socket.remoteAddress,
          forwardedFor: Array.isArray(forwarded) ? forwarded.join() : forwarded,
          encoding: headers['content-encoding'],
        });
        if (admission.type === 'unknown') {
          void turnAway(reply);
          return;
        }
        connections.prove(socket);
        if (admission.type === 'admitted') {
          arrivals.set(request, { routeId: admission.routeId, receivedAt: clock.now() });
          done();
          return;
        }
        stats.countAnswer('refused');
        const { code, retryAfterMs, routeId } = admission;
        note({ routeId, code, detail: DOOR_REFUSALS[code].detail });
        if (retryAfterMs > 0) void answerLimited(reply, retryAfterMs, refusalBody(code));
        else void reply.code(DOOR_REFUSALS[code].status).send(refusalBody(code));
      },
    },
    async (request, reply) => {
      parts.delete(request);
      const arrival = arrivals.get(request);
      if (arrival === undefined) return turnAway(reply);
      const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const answer = grace.hasBegun ? UNAVAILABLE : await acceptAlert(engine, { ...arrival, body }, logger);
      stats.countAnswer(answer.result);
      if (answer.status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
      return reply.code(answer.status).send(answerBody(answer));
    },
  );

  // only what arrives at a hook can fail: too large, or cut off
  http.setErrorHandler((error: FastifyError, request, reply) => {
    const code = error.statusCode === 413 ? 'too-large' : 'bad-request';
    stats.countAnswer('refused');
    const routeId = arrivals.get(request)?.routeId;
    if (routeId !== undefined) note({ routeId, code, ...describeBody(code, request, bodyLimit, parts.get(request)) });
    return reply.code(DOOR_REFUSALS[code].status).send(refusalBody(code));
  });

  return {
    async listen({ host, port }) {
      await http.listen({ host, port, backlog: BACKLOG });
      const address = http.server.address();
      const name = host.includes(':') ? `[${host}]` : host;
      return { url: `http://${name}:${typeof address === 'object' ? (address?.port ?? port) : port}` };
    },
    configure: (next) => door.configure(next),
    refuse: () => grace.begin(),
    async close() {
      grace.begin();
      await grace.end();
      const closed = http.close();
      connections.cutIdle();
      await closed;
    },
    stats: () => stats.read(),
  };
}
