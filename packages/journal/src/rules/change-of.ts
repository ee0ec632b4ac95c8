import type { JournalChange, JournalChangeType } from '../port/change.ts';

export type ChangeOf<Type extends JournalChangeType> = Extract<JournalChange, { readonly type: Type }>;
