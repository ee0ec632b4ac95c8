import type { Update } from 'grammy/types';
import type { Journal } from '@perpdesk/journal/port';
import { readUpdate } from './read-update.ts';
import { toUpdateRow } from './update-row.ts';

export interface StorePostedOptions {
  readonly journal: Pick<Journal, 'acceptUpdates'>;
  /** Unix ms. */
  readonly now: () => number;
  /** What must be kept nowhere: Telegram posts it again, in the end to the one that carries it out. */
  readonly isSecret: (update: Update) => boolean;
}

/**
 * Takes what Telegram posts to a desk that stands by, for the one that has the chat. Resolves with the status to answer.
 *
 * @throws {JournalError} if it cannot be stored.
 */
export async function storePosted(
  { journal, now, isSecret }: StorePostedOptions,
  body: Uint8Array,
): Promise<200 | 400 | 503> {
  const update = readUpdate(body);
  if (update === null) return 400;
  if (isSecret(update)) return 503;
  await journal.acceptUpdates([toUpdateRow(update, now())]);
  return 200;
}
