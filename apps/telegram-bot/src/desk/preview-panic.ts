import { roleTexts } from '../language/texts/help.ts';
import { refusalTexts } from '../language/texts/refusal.ts';
import type { ConfirmCards, CardPlace } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { canTrade, canTradeOn } from './desk-user.ts';
import type { PanicPreview } from './preview.ts';
import { resolveAccounts, visibleAccounts } from './resolve-account.ts';
import { parseWords } from './words.ts';

/** Reads `/panic [@account|all]` and issues its red button: every account that this person may trade on. */
export async function previewPanic(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  text: string,
): Promise<DeskResult<PanicPreview>> {
  const { user } = place;
  if (!canTrade(user)) return refuse('role', ({ say }) => say(refusalTexts).mayNotTrade(say(roleTexts)[user.role]));
  const words = parseWords(text, visibleAccounts(context, user));
  // a name without the @ must not become “everything”
  const accounts = resolveAccounts(context, user, words.account ?? words.rest[0] ?? null);
  if (!accounts.ok) return accounts;
  const traded = accounts.value.filter((it) => canTradeOn(user, it.brokerId));
  if (traded.length === 0) return refuse('role', ({ say }) => say(refusalTexts).mayOnlyLookThere);
  const everything = user.brokers === null && traded.length === context.manager.ids.length;
  const brokerIds = everything ? null : traded.map((it) => it.brokerId);
  const card = await cards.issue(place, '', { type: 'panic', brokerIds });
  return accept({
    ...card,
    accounts: traded.map((it) => ({
      brokerId: it.brokerId,
      environment: it.environment,
      positions: it.positions.filter((position) => !position.quantity.isZero()),
      openOrders: it.openOrders.length,
    })),
  });
}
