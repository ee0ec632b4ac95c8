import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../api-error.ts';
import { failure, type ApiOutcome, type BotApi } from '../bot-api.ts';
import type { World } from '../world/world.ts';
import { readArguments, requestError } from './read-arguments.ts';

type CallParams = { readonly token: string; readonly method: string };

/** `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export function addBotRoutes(server: FastifyInstance, world: World, api: BotApi): void {
  server.route<{ Params: CallParams }>({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    async handler(request, reply) {
      const { token, method } = request.params;
      if (token !== world.token) return answer(request, reply, failure(wrongToken(token)));
      const abort = new AbortController();
      reply.raw.on('close', () => abort.abort());
      const args = await readArguments(request);
      return answer(request, reply, await api.call(method, args, abort.signal));
    },
    errorHandler(error, request, reply) {
      const refusal = requestError(error) ?? new ApiError(500, 'Internal Server Error');
      return answer(request, reply, failure(refusal));
    },
  });

  server.get<{ Params: { token: string; '*': string } }>('/file/bot:token/*', async (request, reply) => {
    const { token, '*': path } = request.params;
    if (token !== world.token) return answer(request, reply, failure(wrongToken(token)));
    const file = world.files.byPath(path);
    if (file === undefined) return answer(request, reply, failure(new ApiError(404, 'Not Found')));
    return reply.type('application/octet-stream').send(file.bytes);
  });
}

/** Telegram does not know a path without the form of a token; it refuses a token that is none of its own. */
function wrongToken(token: string): ApiError {
  return /^\d+:[\w-]+$/.test(token) ? new ApiError(401, 'Unauthorized') : new ApiError(404, 'Not Found');
}

function answer(request: FastifyRequest, reply: FastifyReply, outcome: ApiOutcome): FastifyReply {
  if (outcome.kind === 'cut') {
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  }
  return reply.code(outcome.status).send(outcome.body);
}
