import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const HEADER = 'x-telegram-bot-api-secret-token';

/** What Telegram is to show with each update: made from the bot's token, so that it is the same after a restart. */
export function webhookSecret(token: string): string {
  return createHmac('sha256', token).update('perpdesk webhook').digest('base64url');
}

/** Whether a request comes from whoever knows the bot's token. */
export function showsSecret(headers: IncomingHttpHeaders, secret: string): boolean {
  const shown = Buffer.from(headers[HEADER]?.toString() ?? '');
  const wanted = Buffer.from(secret);
  return shown.length === wanted.length && timingSafeEqual(shown, wanted);
}
