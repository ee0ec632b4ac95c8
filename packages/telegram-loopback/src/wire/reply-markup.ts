import type { InlineKeyboard } from './inline-keyboard.ts';

/** What stands under a message or in place of the user's keyboard. */
export type ReplyMarkup =
  | { readonly kind: 'inline'; readonly keyboard: InlineKeyboard }
  | { readonly kind: 'reply'; readonly rows: readonly (readonly string[])[]; readonly isOneTime: boolean }
  | { readonly kind: 'remove' }
  | { readonly kind: 'force-reply' };
