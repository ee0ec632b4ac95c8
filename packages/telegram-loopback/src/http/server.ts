import multipart from '@fastify/multipart';
import { fastify, type FastifyInstance } from 'fastify';
import { badRequest } from '../api-error.ts';
import { guardServer, type GuardOptions } from './guard.ts';

export type ServerOptions = GuardOptions & { readonly maxBodyBytes: number };

/** A Fastify server with the body parsers and the guard, without routes. */
export async function createServer({ maxBodyBytes, ...guard }: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    logger: false,
    bodyLimit: maxBodyBytes,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 512 },
  });
  guardServer(server, guard);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body.length === 0 ? undefined : JSON.parse(body.toString()));
    } catch {
      done(badRequest("can't parse request: invalid JSON"));
    }
  });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(body.toString()));
  });
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, undefined));
  await server.register(multipart, { limits: { fileSize: maxBodyBytes, files: 20, fields: 200, parts: 220 } });
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ ok: false, error_code: 404, description: 'Not Found' }),
  );
  return server;
}
