import type { SentenceTable } from './sentence-table.ts';

/** The desk’s own regular work, by which a fault at it is named. */
export const CHECK_SENTENCES = {
  'check-card': 'the card of <signal>',
  'check-owned': 'positions against what is owned',
  'check-protection': 'stops and targets',
  'check-way-to-close': '<stream>’s way to close',
  'check-held': 'held signals',
  'check-cards': 'cards',
  'check-partials': 'orders that fill in parts',
  'check-marks': 'mark prices',
  'check-day': 'the day’s bookings',
  'check-coming': 'accounts that come',
  'check-away': 'accounts that are away',
  'check-old-entries': 'entries that grow old',
  'check-naked': 'positions without a stop',
  'check-resting': 'entries that rest',
  'check-watchdog': 'the watchdog',
  'check-ended': 'what has ended',
  'check-unknown-orders': 'orders that nobody knows',
  'check-unprotected': 'telling what is unprotected',
  'check-stray': 'telling what is stray',
} as const satisfies SentenceTable;
