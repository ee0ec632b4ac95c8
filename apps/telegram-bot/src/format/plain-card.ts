import { FormattedString } from '@grammyjs/parse-mode';
import type { DeskRefusal } from '../desk/desk-result.ts';
import type { Speech } from '../language/speech.ts';
import type { Card } from './card.ts';

export function plainCard(text: string): Card {
  return { text: new FormattedString(text), buttons: [] };
}

const ACCOUNT_NAME = /(@[\w-]+)/;

/** Account names as code: else Telegram makes them links to people of that name. */
export function withAccountNames(text: string): FormattedString {
  return FormattedString.join(
    text.split(ACCOUNT_NAME).map((part) => (ACCOUNT_NAME.test(part) ? FormattedString.code(part) : part)),
  );
}

export function refusalCard(speech: Speech, refusal: DeskRefusal): Card {
  return { text: withAccountNames(refusal.detail(speech)), buttons: [] };
}
