export { copyToMemory } from './copy-to-memory.ts';
export { createMemoryJournal, type MemoryJournalOptions } from './create-memory-journal.ts';
export { withStandIn } from '../stand-in/stand-in.ts';
export { isStandIn, type Reconciled, type Standing, type StandInJournal } from '../stand-in/stand-in-journal.ts';
