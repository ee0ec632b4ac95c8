import { isOpenOrder, type Order } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { Phrase } from '../language/speech.ts';
import { roleTexts } from '../language/texts/help.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { ChangePreview } from './change-preview.ts';
import type { CardPlace, ConfirmCards } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { canTradeOn } from './desk-user.ts';
import { orderKey } from './order-key.ts';
import { positionKey } from './position-key.ts';
import { previewProtect } from './preview-protect.ts';
import { resolveAccount, visibleAccounts } from './resolve-account.ts';
import { resolveInstrument } from './resolve-instrument.ts';
import { isProtection } from './standing.ts';
import { readTraderWords } from './trader-words.ts';

const FORM = '/cancel ID · /cancel BTCUSDT · /cancel all';
const SHOWN = 12;

/** Reads `/cancel ID|symbol|all` and issues the card that names each order. Works while paused. */
export async function previewCancel(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  text: string,
): Promise<DeskResult<ChangePreview>> {
  const words = readTraderWords(context, place.user, text);
  if (!words.ok) return words;
  const [what, extra] = words.value.rest;
  if (what === undefined || extra !== undefined) return refuse('usage', ({ say }) => say(handTexts).usage(FORM));
  const found = resolveAccount(context, place.user, words.value.account);
  if (!found.ok) return found;
  const account = found.value;
  const chosen = choose(account, what);
  if (!chosen.ok) return chosen;
  return preview(cards, place, account, chosen.value);
}

/** The card of an order's own button; what protects a position is taken away as such, and its card says what then stands. */
export async function previewCancelByKey(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  key: string,
): Promise<DeskResult<ChangePreview>> {
  const { user } = place;
  for (const id of visibleAccounts(context, user)) {
    const account = context.manager.view(id);
    const order = account.openOrders.find((it) => isOpenOrder(it) && orderKey(id, it) === key);
    if (order === undefined) continue;
    if (!canTradeOn(user, id))
      return refuse('role', ({ say }) => say(handTexts).mayLook(`${say(roleTexts)[user.role]} @${id}`));
    if (!isProtection(order)) return preview(cards, place, account, [order]);
    const { symbol, positionSide } = order;
    const name = { type: 'key', key: positionKey(id, symbol, positionSide), words: ['off'] } as const;
    return previewProtect(context, cards, place, { kind: kindOf(order), name });
  }
  return refuse('no-order', ({ say }) => say(handTexts).noOrders);
}

async function preview(
  cards: ConfirmCards,
  place: CardPlace,
  account: AccountView,
  orders: readonly Order[],
): Promise<DeskResult<ChangePreview>> {
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

/** The command that takes it away. */
function kindOf({ type }: Order): 'sl' | 'tp' | 'trail' {
  return type.startsWith('take') ? 'tp' : type.startsWith('trail') ? 'trail' : 'sl';
}

/** By either id; of a symbol, or of all, what is no stop and no target. */
function choose(account: AccountView, what: string): DeskResult<readonly Order[]> {
  const open = account.openOrders.filter(isOpenOrder);
  const named = open.filter(({ clientOrderId, venueOrderId }) => clientOrderId === what || venueOrderId === what);
  const [protection] = named.filter(isProtection);
  if (protection !== undefined) {
    const command = `/${kindOf(protection)} ${protection.symbol} off`;
    return refuse('terms', ({ say }) => say(handTexts).isProtection(command));
  }
  if (named.length > 0) return accept(named);
  if (what.toLowerCase() === 'all') return withoutProtection(open);
  if (/[\d_-]{6,}/.test(what)) return accept([]);
  const instrument = resolveInstrument(account, what);
  if (!instrument.ok) return instrument;
  return withoutProtection(open.filter(({ symbol }) => symbol === instrument.value.symbol));
}

/** None is left where nothing but stops and targets rests: they have commands of their own. */
function withoutProtection(open: readonly Order[]): DeskResult<readonly Order[]> {
  const resting = open.filter((order) => !isProtection(order));
  if (resting.length > 0 || open.length === 0) return accept(resting);
  return refuse('no-order', ({ say }) => say(handTexts).onlyProtection);
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
