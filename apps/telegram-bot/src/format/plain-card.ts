import { FormattedString } from '@grammyjs/parse-mode';
import type { DeskRefusal } from '../desk/desk-result.ts';
import type { Card } from './card.ts';

export function plainCard(text: string): Card {
  return { text: new FormattedString(text), buttons: [] };
}

export function refusalCard(refusal: DeskRefusal): Card {
  return plainCard(refusal.detail);
}
