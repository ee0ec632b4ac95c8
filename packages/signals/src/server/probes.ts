import type { FastifyInstance } from 'fastify';
import type { AlertServerOptions } from './server-options.ts';

/** `GET /healthz`: the process answers. `GET /readyz`: it can do its work. `GET /metrics`: its figures, where given. */
export function addProbes(http: FastifyInstance, { engine, readiness, metrics }: AlertServerOptions): void {
  http.get('/healthz', (_request, reply) => reply.send({ status: 'ok' }));

  http.get('/readyz', (_request, reply) => {
    const isStopping = engine.status().isStopping;
    const state = readiness?.() ?? { ready: true, checks: {} };
    const ready = state.ready && !isStopping;
    return reply.code(ready ? 200 : 503).send({ ready, checks: { ...state.checks, stopping: isStopping } });
  });

  if (metrics === undefined) return;
  http.get('/metrics', async (_request, reply) => {
    try {
      const { contentType, body } = await metrics();
      return await reply.type(contentType).send(body);
    } catch {
      return reply.code(503).send();
    }
  });
}
