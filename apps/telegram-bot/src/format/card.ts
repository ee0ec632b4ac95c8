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

/** A message: text with entities, never markup, and its rows of buttons. */
export interface Card {
  readonly text: FormattedString;
  readonly buttons: readonly (readonly Button[])[];
}
