import type { CardClaim } from '../card-claim.ts';
import type { ConfirmCards, TapPlace } from '../confirm-cards.ts';
import type { DeskContext } from '../desk-context.ts';
import { codeForm } from './ask-approval.ts';
import type { CodeBook, CodeVerdict } from './code-book.ts';

export type CodeTaken =
  | CardClaim
  | Exclude<CodeVerdict, { readonly type: 'good' | 'gone' }>
  /** No code is waited for here. */
  | { readonly type: 'none' };

/** Whether a card waits for a code of this person in this chat, tried on already or not. */
export async function waitsForCode(
  { journal }: Pick<DeskContext, 'journal'>,
  place: Pick<TapPlace, 'user' | 'chatId'>,
): Promise<string | null> {
  const nonce = (await journal.readFlags())[codeForm({ userId: place.user.id, chatId: place.chatId })];
  const row = nonce === undefined ? null : await journal.getConfirm(nonce);
  return row !== null && (row.state === 'pending' || row.state === 'executing') ? row.nonce : null;
}

/** Takes a code for the card that waits for one. The code itself is kept nowhere. */
export async function takeCode(
  context: DeskContext,
  cards: ConfirmCards,
  book: CodeBook,
  place: TapPlace,
  code: string,
): Promise<CodeTaken> {
  const nonce = await waitsForCode(context, place);
  if (nonce === null) return { type: 'none' };
  // not a try where the card is gone or the right is
  const open = await cards.claim(place, nonce);
  if (open.type !== 'code') return open;
  const claims: CardClaim[] = [];
  const verdict = await book.take(place.user.id, code, async (changes) => {
    const claim = await cards.claim(place, nonce, changes);
    claims.push(claim);
    return claim.type === 'claimed';
  });
  if (verdict.type !== 'good' && verdict.type !== 'gone') return verdict;
  return claims[0] ?? { type: 'unknown' };
}
