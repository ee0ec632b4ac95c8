import { badRequest, refusal } from '../api-error.ts';
import { readInteger, readJson, type MethodArguments } from '../arguments/arguments.ts';
import type { Method } from './method.ts';

const MAX_TIMEOUT_S = 50;
const MAX_LIMIT = 100;

export const getUpdates: Method = ({ world, webhook, args, abortSignal }) => {
  if (webhook.info().url !== '')
    throw refusal(
      409,
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  const types = readAllowedUpdates(args);
  if (types !== undefined) world.updates.allow(types);
  const limit = readInteger(args, 'limit') ?? MAX_LIMIT;
  return world.longPoll.poll({
    offset: readInteger(args, 'offset') ?? 0,
    limit: limit < 1 || limit > MAX_LIMIT ? MAX_LIMIT : limit,
    timeoutMs: Math.min(Math.max(readInteger(args, 'timeout') ?? 0, 0), MAX_TIMEOUT_S) * 1000,
    abortSignal,
  });
};

/** The kinds of updates that the bot asks for; undefined leaves the last choice. */
export function readAllowedUpdates(args: MethodArguments): readonly string[] | undefined {
  const given = readJson(args, 'allowed_updates', 'allowed_updates');
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw badRequest("can't parse allowed_updates: expected an Array of String");
  return given.filter((type: unknown) => typeof type === 'string');
}
