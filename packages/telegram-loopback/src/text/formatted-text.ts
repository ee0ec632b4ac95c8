import type { MessageEntity } from '../wire/message-entity.ts';

/** A text without markup, and what its stretches mean. */
export type FormattedText = { readonly text: string; readonly entities: readonly MessageEntity[] };
