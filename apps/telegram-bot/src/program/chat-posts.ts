import type { PerpdeskConfig } from '@perpdesk/broker-config';
import type { PostPath } from '@perpdesk/signals/server';
import { showsSecret, webhookSecret } from '../receive/webhook-secret.ts';

/** Far above what Telegram sends. */
const MAX_UPDATE_BYTES = 1_048_576;

/** The path at which Telegram posts the bot's updates, if it does; without its secret nobody is let in. */
export function chatPosts({ telegram }: PerpdeskConfig, take: PostPath['take']): readonly PostPath[] {
  const { webhookUrl = null, token = null } = telegram ?? {};
  if (webhookUrl === null || token === null) return [];
  const secret = webhookSecret(token.reveal());
  const { pathname } = new URL(webhookUrl);
  return [{ path: pathname, bodyLimit: MAX_UPDATE_BYTES, admits: (headers) => showsSecret(headers, secret), take }];
}
