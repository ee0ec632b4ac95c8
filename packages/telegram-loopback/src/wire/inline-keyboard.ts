export const BUTTON_STYLES = ['danger', 'success', 'primary'] as const;
/**
 * The colour of a button.
 *
 * @useDeclaredType
 */
export type ButtonStyle = (typeof BUTTON_STYLES)[number];

/** One inline button; exactly one of the fields after `style` says what it does. */
export type InlineButton = {
  readonly text: string;
  readonly icon_custom_emoji_id?: string;
  readonly style?: ButtonStyle;
  readonly callback_data?: string;
  readonly url?: string;
  readonly copy_text?: { readonly text: string };
  readonly web_app?: { readonly url: string };
  readonly disabled?: Readonly<Record<string, never>>;
  readonly switch_inline_query?: string;
  readonly switch_inline_query_current_chat?: string;
};

export type InlineKeyboard = { readonly inline_keyboard: readonly (readonly InlineButton[])[] };
