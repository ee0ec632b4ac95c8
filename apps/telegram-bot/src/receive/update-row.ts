import type { UpdateRow } from '@perpdesk/journal/port';
import type { Update } from 'grammy/types';

/** The update as the journal keeps it until it is carried out; `receivedAt` in Unix ms. */
export function toUpdateRow(update: Update, receivedAt: number): UpdateRow {
  return { updateId: update.update_id, payload: JSON.stringify(update), receivedAt, state: 'pending' };
}
