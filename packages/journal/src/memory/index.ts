export { createMemoryJournal, type MemoryJournalOptions } from './create-memory-journal.ts';
