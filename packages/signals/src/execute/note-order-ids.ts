import type { Order } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Book } from '../book/book.ts';

/** Remembers by which ids of the exchange the order's fills are listed: its own, and the one under which it executes. */
export function noteOrderIds(book: Book, intent: IntentRow, order: Order): void {
  for (const id of [order.venueOrderId, order.executionOrderId]) {
    if (id !== null) book.intents.noteVenueOrderId(intent.id, id);
  }
}
