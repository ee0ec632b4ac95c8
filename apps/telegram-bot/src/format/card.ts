import type { FormattedString } from '@grammyjs/parse-mode';

export type Button =
  | {
      readonly type: 'tap';
      readonly label: string;
      /** At most 64 bytes. */
      readonly data: string;
      readonly style?: 'danger' | 'success' | 'primary';
    }
  | { readonly type: 'copy'; readonly label: string; readonly text: string };

/** What a message brings beside its text. */
export type CardMedia =
  /** A PNG. */
  | { readonly type: 'picture'; readonly bytes: Uint8Array; readonly fileName: string }
  | { readonly type: 'file'; readonly bytes: Uint8Array; readonly fileName: string };

/** A message: text with entities, never markup, and its rows of buttons. */
export interface Card {
  /** Stands above the text; what cannot be sent is left out, the text says all that counts. */
  readonly media?: CardMedia;
  readonly text: FormattedString;
  readonly buttons: readonly (readonly Button[])[];
}
