import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { TokenBucket } from './token-bucket.ts';
import { answerLimited } from './turn-away.ts';

/** A path of the program's own on the door, such as the one at which a chat hands over its updates. */
export interface PostPath {
  /** Begins with a slash, plain letters, digits, `/`, `_` and `-`; none of the door's own. */
  readonly path: string;
  /** Bytes of one body. */
  readonly bodyLimit: number;
  /** Asked before the body is read; who is not admitted is answered 401. */
  admits(headers: IncomingHttpHeaders): boolean;
  /** Resolves with the status to answer; a rejection is answered 503. */
  take(body: Uint8Array): Promise<number>;
}

export interface PostPathsOptions {
  /** Of those who are not admitted. */
  readonly bucket: TokenBucket;
  /** Then every POST is answered 503, so that it comes again. */
  readonly isClosing: () => boolean;
  /** Somebody who may was there: the connection is no stranger's. */
  readonly prove: (socket: Socket) => void;
}

const UNAVAILABLE = 503;

/** Adds the paths; what arrives there counts as no alert. */
export function addPostPaths(
  http: FastifyInstance,
  paths: readonly PostPath[],
  { bucket, isClosing, prove }: PostPathsOptions,
): void {
  void http.register((own, _options, done) => {
    own.setErrorHandler((error: FastifyError, _request, reply) => reply.code(error.statusCode ?? 400).send());
    for (const { path, bodyLimit, admits, take } of paths) {
      own.post(
        path,
        {
          bodyLimit,
          onRequest: (request, reply, next) => {
            if (admits(request.raw.headers)) {
              prove(request.raw.socket);
              next();
              return;
            }
            const retryAfterMs = bucket.take();
            if (retryAfterMs > 0) void answerLimited(reply.header('connection', 'close'), retryAfterMs);
            else void reply.code(401).send();
          },
        },
        async (request, reply) => {
          if (isClosing()) return reply.code(UNAVAILABLE).send();
          const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
          const status = await take(body).catch(() => UNAVAILABLE);
          return reply.code(status).send();
        },
      );
    }
    done();
  });
}
