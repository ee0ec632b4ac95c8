import { fastify, type FastifyInstance } from 'fastify';

export interface HttpSettings {
  readonly bodyLimit: number;
  readonly requestTimeoutMs: number;
}

const MAX_URL_LENGTH = 512;
const MAX_HEADER_BYTES = 8 * 1024;
const KEEP_ALIVE_MS = 5_000;
const CHECK_INTERVAL_MS = 500;

/** An HTTP server that says nothing but what its routes say: no log with a token in the URL, no error page, one kind of 404. */
export function createHttp({ bodyLimit, requestTimeoutMs }: HttpSettings): FastifyInstance {
  const http = fastify({
    logger: false,
    bodyLimit,
    connectionTimeout: requestTimeoutMs * 2,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: MAX_URL_LENGTH },
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(CHECK_INTERVAL_MS, requestTimeoutMs),
    },
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : '/'),
  });
  http.setNotFoundHandler((_request, reply) => reply.code(404).send());
  http.removeAllContentTypeParsers();
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  // whatever the sender calls it, the body is read as bytes
  http.addHook('onRequest', (request, _reply, done) => {
    request.raw.headers['content-type'] = 'application/octet-stream';
    done();
  });
  return http;
}

/** The framework answers other paths with an error page of its own. */
function isReadable(url: string): boolean {
  if (url.length > MAX_URL_LENGTH) return false;
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
