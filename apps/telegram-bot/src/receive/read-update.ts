import type { Update } from 'grammy/types';

/** What Telegram posted; `null`: it is no update. */
export function readUpdate(body: Uint8Array): Update | null {
  try {
    const update: Update = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return Number.isSafeInteger(update.update_id) ? update : null;
  } catch {
    return null;
  }
}
