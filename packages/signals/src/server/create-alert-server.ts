import { silentLogger } from '@perpdesk/broker-core';
import type { FastifyError, FastifyRequest } from 'fastify';
import type { AlertAnswer } from '../engine.ts';
import { MAX_ALERT_BYTES } from '../parse/decode-body.ts';
import { acceptAlert, answerBody, UNAVAILABLE } from './accept-alert.ts';
import { createCloseGrace } from './close-grace.ts';
import { createHttp } from './fastify-settings.ts';
import { addProbes } from './probes.ts';
import type { AlertServer, AlertServerOptions } from './server-options.ts';
import { createStatsCounter } from './server-stats.ts';
import { createTokenTable } from './token-table.ts';

const REQUEST_TIMEOUT_MS = 5_000;
/** TradingView sends an unanswered 5xx again after this long. */
const RETRY_AFTER_SECONDS = '5';

interface Arrival {
  readonly routeId: string;
  readonly receivedAt: number;
}

/**
 * The door for alerts: `POST /hooks/<token>`, and `GET /healthz`, `/readyz`, `/metrics`. Everything else, a wrong token
 * included, is one and the same empty 404.
 *
 * The answer is the engine's, once the alert is stored; trading happens after it.
 */
export function createAlertServer(options: AlertServerOptions): AlertServer {
  const { routes, engine, clock, logger = silentLogger, bodyLimit = MAX_ALERT_BYTES } = options;
  const findRoute = createTokenTable(routes);
  const stats = createStatsCounter();
  const arrivals = new WeakMap<FastifyRequest, Arrival>();
  const http = createHttp({ bodyLimit, requestTimeoutMs: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS });
  const grace = createCloseGrace(clock, options.closeGraceMs ?? 0);
  http.addHook('onSend', (_request, reply, payload, done) => {
    if (grace.hasBegun) reply.header('connection', 'close');
    done(null, payload);
  });
  addProbes(http, options);

  http.post<{ Params: { token: string } }>(
    '/hooks/:token',
    {
      // before the body is read: an unknown sender is not worth it
      onRequest: (request, reply, done) => {
        const routeId = findRoute(request.params.token);
        if (routeId === null) {
          stats.countUnknownToken();
          void reply.code(404).send();
          return;
        }
        arrivals.set(request, { routeId, receivedAt: clock.now() });
        done();
      },
    },
    async (request, reply) => {
      const arrival = arrivals.get(request);
      if (arrival === undefined) return reply.code(404).send();
      const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const answer = grace.hasBegun ? UNAVAILABLE : await acceptAlert(engine, { ...arrival, body }, logger);
      stats.countAnswer(answer.result);
      if (answer.status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
      return reply.code(answer.status).send(answerBody(answer));
    },
  );

  http.setErrorHandler((error: FastifyError, _request, reply) => {
    const answer = refusalOf(error, bodyLimit);
    stats.countAnswer(answer.result);
    return reply.code(answer.status).send(answerBody(answer));
  });

  return {
    async listen({ host, port }) {
      await http.listen({ host, port });
      const address = http.server.address();
      const name = host.includes(':') ? `[${host}]` : host;
      return { url: `http://${name}:${typeof address === 'object' ? (address?.port ?? port) : port}` };
    },
    refuse: () => grace.begin(),
    async close() {
      grace.begin();
      await grace.end();
      await http.close();
    },
    stats: () => stats.read(),
  };
}

/** Only what arrives at a hook can fail: too large, or cut off. */
function refusalOf(error: FastifyError, bodyLimit: number): AlertAnswer {
  const refused = { signalId: null, result: 'refused' } as const;
  return error.statusCode === 413
    ? { ...refused, status: 413, code: 'too-large', detail: `The alert is larger than ${bodyLimit} bytes.` }
    : { ...refused, status: 400, code: 'bad-json', detail: 'The request could not be read.' };
}
