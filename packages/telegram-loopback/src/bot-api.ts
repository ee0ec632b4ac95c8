import { ApiError, refusal, type ResponseParameters } from './api-error.ts';
import { readInteger, type MethodArguments } from './arguments/arguments.ts';
import type { ActiveFault } from './faults/fault-rule.ts';
import type { FaultStore } from './faults/fault-store.ts';
import { METHODS, methodName } from './methods/methods.ts';
import { migrateGroup } from './world/migrate-group.ts';
import type { WebhookSender } from './world/webhook-sender.ts';
import type { World } from './world/world.ts';

export type ApiBody =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: ResponseParameters;
    };

/** What goes back to the caller: an answer, or a connection that ends without one. */
export type ApiOutcome =
  | { readonly kind: 'answer'; readonly status: number; readonly body: ApiBody }
  | { readonly kind: 'cut' };

export type CallCount = { readonly calls: number; readonly ok: number; readonly failed: number };

/** Runs methods, with the faults that stand. */
export interface BotApi {
  call(name: string, args: MethodArguments, abortSignal: AbortSignal): Promise<ApiOutcome>;
  counts(): Readonly<Record<string, CallCount>>;
  resetCounts(): void;
}

export type BotApiOptions = {
  readonly world: World;
  readonly webhook: () => WebhookSender;
  readonly faults: FaultStore;
};

export function createBotApi({ world, webhook, faults }: BotApiOptions): BotApi {
  const counts = new Map<string, CallCount>();
  const count = (name: string, outcome: ApiOutcome): ApiOutcome => {
    const before = counts.get(name) ?? { calls: 0, ok: 0, failed: 0 };
    const isOk = outcome.kind === 'answer' && outcome.body.ok;
    counts.set(name, {
      calls: before.calls + 1,
      ok: before.ok + (isOk ? 1 : 0),
      failed: before.failed + (isOk ? 0 : 1),
    });
    return outcome;
  };
  const run = async (name: string, args: MethodArguments, abortSignal: AbortSignal): Promise<ApiOutcome> => {
    const chatId = readInteger(args, 'chat_id');
    const taken = faults.take(name, chatId);
    try {
      for (const fault of taken) await beforeCall(world, fault, chatId);
      if (taken.some(({ kind }) => kind === 'lost-request')) return { kind: 'cut' };
      const method = METHODS[name];
      if (method === undefined) throw refusal(404, 'method not found');
      const result = await method({ world, webhook: webhook(), args, abortSignal });
      if (taken.some(({ kind }) => kind === 'lost-response')) return { kind: 'cut' };
      return { kind: 'answer', status: 200, body: { ok: true, result } };
    } catch (error) {
      if (error instanceof ApiError) return failure(error);
      throw error;
    }
  };
  return {
    async call(name, args, abortSignal) {
      const known = methodName(name);
      if (known === undefined) return failure(refusal(404, 'method not found'));
      return count(known, await run(known, args, abortSignal));
    },
    counts: () => Object.fromEntries(counts),
    resetCounts: () => counts.clear(),
  };
}

/** The answer for a refusal; the HTTP status is the error code. */
export function failure({ errorCode, message, parameters }: ApiError): ApiOutcome {
  return {
    kind: 'answer',
    status: errorCode,
    body: {
      ok: false,
      error_code: errorCode,
      description: message,
      ...(parameters === undefined ? {} : { parameters }),
    },
  };
}

async function beforeCall(world: World, fault: ActiveFault, chatId: number | undefined): Promise<void> {
  switch (fault.kind) {
    case 'delay':
      await new Promise<void>((resolve) => world.clock.schedule(fault.delayMs ?? 0, resolve));
      return;
    case 'rate-limit': {
      const retryAfter = fault.retryAfter ?? 1;
      throw new ApiError(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter });
    }
    case 'server-error': {
      const status = fault.status ?? 500;
      throw new ApiError(status, fault.description ?? (status === 502 ? 'Bad Gateway' : 'Internal Server Error'));
    }
    case 'forbidden':
      throw new ApiError(403, fault.description ?? 'Forbidden: bot was blocked by the user');
    case 'bad-request':
      throw new ApiError(400, fault.description ?? "Bad Request: can't parse entities: unexpected end of entity");
    case 'conflict':
      throw refusal(409, 'terminated by other getUpdates request; make sure that only one bot instance is running');
    case 'migrate': {
      const room = chatId === undefined ? undefined : world.rooms.get(chatId);
      if (room !== undefined && room.chat.type !== 'private') migrateGroup(world, room, fault.migrateTo);
      return;
    }
    case 'lost-request':
    case 'lost-response':
      return;
    default:
      return fault.kind satisfies never;
  }
}
