import { isOpenOrder, type Order } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { Phrase } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { ChangePreview } from './change-preview.ts';
import type { CardPlace, ConfirmCards } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { canTrade } from './desk-user.ts';
import { resolveAccount, visibleAccounts } from './resolve-account.ts';
import { resolveInstrument } from './resolve-instrument.ts';
import { isProtection } from './standing.ts';
import { parseWords } from './words.ts';

const FORM = '/cancel ID · /cancel BTCUSDT · /cancel all';
const SHOWN = 12;

/** Reads `/cancel ID|symbol|all` and issues the card that names each order. Works while paused. */
export async function previewCancel(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  text: string,
): Promise<DeskResult<ChangePreview>> {
  const { user } = place;
  if (!canTrade(user)) return refuse('role', ({ say }) => say(handTexts).mayLook(user.role));
  const words = parseWords(text, visibleAccounts(context, user));
  const [what, extra] = words.rest;
  if (what === undefined || extra !== undefined) return refuse('usage', ({ say }) => say(handTexts).usage(FORM));
  const found = resolveAccount(context, user, words.account);
  if (!found.ok) return found;
  const account = found.value;
  const chosen = choose(account, what);
  if (!chosen.ok) return chosen;
  const orders = chosen.value;
  const [first] = orders;
  if (first === undefined) return refuse('no-order', ({ say }) => say(handTexts).noOrders);
  const card = await cards.issue(place, account.brokerId, {
    type: 'cancel',
    symbol: first.symbol,
    orders: orders.map(({ symbol, clientOrderId, venueOrderId }) => ({ symbol, clientOrderId, venueOrderId })),
  });
  return accept({
    ...card,
    brokerId: account.brokerId,
    environment: account.environment,
    heardAgoMs: null,
    title: ({ say }) => say(handTexts).cancelTitle(orders.length),
    lines: [
      ...orders.slice(0, SHOWN).map((order) => orderLine(account, order)),
      ...(orders.length > SHOWN ? [() => `… +${orders.length - SHOWN}`] : []),
      ({ say }) => say(handTexts).stopsStay,
    ],
    label: ({ say }) => say(handTexts).cancel(orders.length),
    style: 'danger',
  });
}

/** By either id; of a symbol, or of all, what is no stop and no target. */
function choose(account: AccountView, what: string): DeskResult<readonly Order[]> {
  const open = account.openOrders.filter(isOpenOrder);
  const named = open.filter(({ clientOrderId, venueOrderId }) => clientOrderId === what || venueOrderId === what);
  const [protection] = named.filter(isProtection);
  if (protection !== undefined) {
    const name = protection.type.startsWith('take') ? 'tp' : protection.type.startsWith('trail') ? 'trail' : 'sl';
    return refuse('terms', ({ say }) => say(handTexts).isProtection(`/${name} ${protection.symbol} off`));
  }
  if (named.length > 0) return accept(named);
  const resting = open.filter((order) => !isProtection(order));
  if (what.toLowerCase() === 'all') return accept(resting);
  if (/[\d_-]{6,}/.test(what)) return accept([]);
  const instrument = resolveInstrument(account, what);
  if (!instrument.ok) return instrument;
  return accept(resting.filter(({ symbol }) => symbol === instrument.value.symbol));
}

function orderLine(account: AccountView, order: Order): Phrase {
  const scale = account.instrument(order.symbol);
  return (speech) => {
    const left = order.quantity === null ? '' : speech.quantity(order.quantity.minus(order.filledQuantity), scale);
    const at = order.price === null ? '' : `@ ${speech.price(order.price, scale)}`;
    return [order.symbol, order.side.toUpperCase(), left, order.type, at, order.clientOrderId]
      .filter((it) => it !== '')
      .join(' ');
  };
}
