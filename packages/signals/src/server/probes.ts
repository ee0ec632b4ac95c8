import type { FastifyInstance } from 'fastify';
import type { AlertServerOptions } from './server-options.ts';
import type { TokenBucket } from './token-bucket.ts';
import { answerLimited } from './turn-away.ts';

/**
 * `GET /healthz`: the process answers. `GET /readyz`: it can do its work. `GET /metrics`: its figures, where given. All
 * from one bucket, since they cost more than they look.
 */
export function addProbes(
  http: FastifyInstance,
  { engine, readiness, metrics }: AlertServerOptions,
  bucket: TokenBucket,
): void {
  void http.register((probes, _options, done) => {
    probes.addHook('onRequest', (_request, reply, next) => {
      const retryAfterMs = bucket.take();
      if (retryAfterMs > 0) void answerLimited(reply, retryAfterMs);
      else next();
    });

    probes.get('/healthz', (_request, reply) => reply.send({ status: 'ok' }));

    probes.get('/readyz', (_request, reply) => {
      const isStopping = engine.status().isStopping;
      const state = readiness?.() ?? { ready: true, checks: {} };
      const ready = state.ready && !isStopping;
      return reply.code(ready ? 200 : 503).send({ ready, checks: { ...state.checks, stopping: isStopping } });
    });

    if (metrics !== undefined) {
      probes.get('/metrics', async (_request, reply) => {
        try {
          const { contentType, body } = await metrics();
          return await reply.type(contentType).send(body);
        } catch {
          return reply.code(503).send();
        }
      });
    }
    done();
  });
}
