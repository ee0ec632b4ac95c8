export { copyToMemory } from './copy-to-memory.ts';
export { createMemoryJournal, type MemoryJournalOptions } from './create-memory-journal.ts';
