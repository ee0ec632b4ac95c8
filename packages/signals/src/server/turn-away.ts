import type { FastifyReply } from 'fastify';
import type { TokenBucket } from './token-bucket.ts';

const SECOND_MS = 1_000;

/** Answers 429 with when to come again, in whole seconds. */
export function answerLimited(reply: FastifyReply, retryAfterMs: number, body?: object): FastifyReply {
  return reply
    .code(429)
    .header('retry-after', String(Math.ceil(retryAfterMs / SECOND_MS)))
    .send(body);
}

/** The one answer to everybody who knows no path: an empty 404, and beyond their rate an empty 429 that hangs up. */
export function createTurnAway(bucket: TokenBucket): (reply: FastifyReply) => FastifyReply {
  return (reply) => {
    const retryAfterMs = bucket.take();
    if (retryAfterMs === 0) return reply.code(404).send();
    return answerLimited(reply.header('connection', 'close'), retryAfterMs);
  };
}
