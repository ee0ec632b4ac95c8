import type { IntentRow } from '@perpdesk/journal/port';
import type { Speech } from '../language/speech.ts';
import { settleTexts } from '../language/texts/settle.ts';
import type { Button, Card } from './card.ts';
import { lines } from './lines.ts';
import { readAmount } from './amount.ts';
import { plainCard } from './plain-card.ts';

type Unsettled = Pick<IntentRow, 'id' | 'brokerId' | 'symbol' | 'side' | 'kind' | 'quantity' | 'clientOrderId'>;

/** It is not there, it filled: `st:<order>:gone` and `st:<order>:done`; each opens the card that asks. */
export function settleButtons(
  speech: Speech,
  orders: readonly Pick<IntentRow, 'id'>[],
): readonly (readonly Button[])[] {
  const words = speech.say(settleTexts);
  return orders.map(({ id }, index) => {
    const which = orders.length === 1 ? '' : `${index + 1}: `;
    return [
      { type: 'tap', label: `${which}${words.sayGone}`, data: `st:${id}:gone` },
      { type: 'tap', label: `${which}${words.sayFilled}`, data: `st:${id}:done` },
    ];
  });
}

/** As many as have buttons of their own. */
const SHOWN = 10;

/** Orders of which a person has to say what became of them. */
export function settleCard(speech: Speech, orders: readonly Unsettled[], form: string): Card {
  const words = speech.say(settleTexts);
  if (orders.length === 0) return plainCard(words.none);
  const line = (order: Unsettled, index: number) => {
    const { id, brokerId, symbol, side, kind, quantity, clientOrderId } = order;
    const size = quantity === null ? '' : speech.quantity(readAmount(quantity), null);
    const parts = [id, `@${brokerId}`, symbol, side.toUpperCase(), size, words.kind[kind], clientOrderId ?? ''];
    return `${index + 1}: ${parts.filter((part) => part !== '').join(' ')}`;
  };
  return {
    text: lines(words.these, ...orders.map(line), words.form(form)),
    buttons: settleButtons(speech, orders.slice(0, SHOWN)),
  };
}
