import { badRequest } from '../api-error.ts';
import { readFlag, readText } from '../arguments/arguments.ts';
import { isLoopbackHost } from '../http/loopback-host.ts';
import { readAllowedUpdates } from './get-updates.ts';
import type { Method } from './method.ts';

/** Unlike Telegram this server delivers only to loopback, and there also by plain HTTP on any port. */
export const setWebhook: Method = ({ world, webhook, args }) => {
  const url = readText(args, 'url') ?? '';
  const secret = readText(args, 'secret_token') ?? '';
  if (secret !== '' && !/^[A-Za-z0-9_-]{1,256}$/.test(secret))
    throw badRequest('secret token contains unallowed characters');
  const types = readAllowedUpdates(args);
  if (types !== undefined) world.updates.allow(types);
  if (readFlag(args, 'drop_pending_updates')) world.updates.clear();
  if (url === '') {
    webhook.clear();
    return true;
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw badRequest('invalid webhook URL specified');
  if (!isLoopbackHost(new URL(url).hostname))
    throw badRequest('bad webhook: this server delivers to loopback addresses only');
  world.longPoll.release();
  webhook.set(url, secret);
  return true;
};

export const deleteWebhook: Method = ({ world, webhook, args }) => {
  if (readFlag(args, 'drop_pending_updates')) world.updates.clear();
  webhook.clear();
  return true;
};

export const getWebhookInfo: Method = ({ webhook }) => webhook.info();
