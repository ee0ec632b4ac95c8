import { fastify, type FastifyInstance } from 'fastify';
import { answerMalformed } from './answer-malformed.ts';

export interface HttpSettings {
  readonly bodyLimit: number;
  readonly requestTimeoutMs: number;
}

const MAX_URL_LENGTH = 512;
const MAX_HEADER_BYTES = 8 * 1024;
const KEEP_ALIVE_MS = 5_000;
const CHECK_INTERVAL_MS = 500;

/** An HTTP server that says nothing but what its routes say: no log with a token in the URL, no error page. */
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
    clientErrorHandler: answerMalformed,
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : '/'),
  });
  // without this, Node answers an expectation that it does not know by itself
  http.server.on('checkExpectation', (request, response) => void http.server.emit('request', request, response));
  http.removeAllContentTypeParsers();
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  // whatever the sender calls it, the body is read as bytes
  http.addHook('onRequest', (request, _reply, done) => {
    request.raw.headers['content-type'] = 'application/octet-stream';
    done();
  });
  http.addHook('onSend', (_request, reply, payload, done) => {
    reply.header('x-content-type-options', 'nosniff');
    done(null, payload);
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
