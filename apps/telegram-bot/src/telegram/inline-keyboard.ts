import type { InlineKeyboardButton } from 'grammy/types';
import type { Button } from '../format/card.ts';

function toButton(button: Button): InlineKeyboardButton {
  switch (button.type) {
    case 'tap':
      return {
        text: button.label,
        callback_data: button.data,
        ...(button.style === undefined ? {} : { style: button.style }),
      };
    case 'copy':
      return { text: button.label, copy_text: { text: button.text } };
    default:
      return button satisfies never;
  }
}

export function toInlineKeyboard(rows: readonly (readonly Button[])[]): InlineKeyboardButton[][] {
  return rows.map((row) => row.map(toButton));
}
