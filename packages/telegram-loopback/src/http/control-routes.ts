import type { FastifyInstance } from 'fastify';
import { ApiError } from '../api-error.ts';
import { parseAction } from '../control/parse-action.ts';
import { ControlError } from '../control/control-error.ts';
import { readFields } from '../control/read-fields.ts';
import { parseFaultRule } from '../faults/parse-fault-rule.ts';
import { isRecord } from '../record.ts';
import type { TelegramLoopback } from '../telegram-loopback.ts';

type Door = Omit<TelegramLoopback, 'url' | 'pageUrl' | 'close' | typeof Symbol.asyncDispose>;

/** `/__control/…`: the same doors as the test helpers, over HTTP. */
export function addControlRoutes(root: FastifyInstance, door: Door): void {
  root.register(
    async (server) => {
      server.addHook('preHandler', async (request, reply) => {
        const isJson = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() === 'application/json';
        if (request.method === 'POST' && !isJson)
          await reply.code(415).send({ error: 'content-type: expected application/json' });
      });
      server.setErrorHandler((error, _request, reply) => {
        const isCallersFault = error instanceof ControlError || error instanceof ApiError;
        return reply
          .code(isCallersFault ? 400 : 500)
          .send({ error: isCallersFault ? error.message : 'internal error' });
      });

      server.get('/faults', async () => ({ faults: door.faults() }));
      server.delete('/faults', async () => {
        door.clearFaults();
        return { faults: door.faults() };
      });
      server.post('/faults', async ({ body }) => {
        const list: unknown = isRecord(body) && Array.isArray(body['faults']) ? body['faults'] : body;
        door.addFaults((Array.isArray(list) ? list : [list]).map((rule: unknown) => parseFaultRule(rule)));
        return { faults: door.faults() };
      });

      server.get('/clock', async () => door.clock());
      server.post('/clock', async ({ body }) => {
        const fields = readFields(body ?? {}, ['advanceMs', 'offsetMs']);
        const advance = fields.optionalNumber('advanceMs');
        const offset = fields.optionalNumber('offsetMs');
        if (offset !== undefined) door.setClockOffset(offset);
        if (advance !== undefined) door.advanceClock(advance);
        return door.clock();
      });

      server.get('/state', async () => door.state());
      server.post('/state', async ({ body }) => {
        const isReset = isRecord(body) && body['reset'] !== undefined && readFields(body, ['reset']).flag('reset');
        if (isReset) door.reset();
        return door.state();
      });

      server.post('/act', async ({ body }) => door.act(parseAction(body)));
    },
    { prefix: '/__control' },
  );
}
