import { decimal, formatDecimal, roundQuantityDown } from '@perpdesk/broker-core';
import type { CardPlace, ConfirmCards } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskResult } from './desk-result.ts';
import { directionOf, findPosition } from './find-position.ts';
import { previewOpen } from './preview-open.ts';
import type { OpenPreview } from './preview.ts';

/** The card of an entry that grows a position by so much percent of what is held. */
export async function previewAdd(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  { key, percent }: { readonly key: string; readonly percent: number },
): Promise<DeskResult<OpenPreview>> {
  const found = await findPosition(context, place, { type: 'key', key, words: [] }, '');
  if (!found.ok) return found;
  const { account, instrument, position } = found.value;
  const part = position.quantity.abs().times(decimal(percent.toString())).dividedBy(100);
  const quantity = formatDecimal(roundQuantityDown(part, instrument));
  const text = `${position.symbol} ${quantity} @${account.brokerId}`;
  return previewOpen(context, cards, place, { direction: directionOf(position), text });
}
