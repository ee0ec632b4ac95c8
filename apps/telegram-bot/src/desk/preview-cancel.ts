import { isOpenOrder } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import { INTENT_END_STATES } from '@perpdesk/journal/port';
import type { Phrase, Speech } from '../language/speech.ts';
import { roleTexts } from '../language/texts/help.ts';
import { cancelTexts } from '../language/texts/cancel.ts';
import { handTexts } from '../language/texts/hand.ts';
import { orderLine, readStreams, routesAfter } from './cancel-lines.ts';
import { type CancelableOrder, readChaseOrders } from './chase-orders.ts';
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
import { tryRead } from './trade-door.ts';
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
  const named = words.value.account ?? accountOfOrder(context, place, what);
  const found = resolveAccount(context, place.user, named);
  if (!found.ok) return found;
  const account = found.value;
  const chases = await readChaseOrders(context, account.brokerId);
  const open = [...account.openOrders.filter(isOpenOrder), ...chases.map(({ order }) => order)];
  const chosen = choose(account, what, open);
  if (!chosen.ok) return chosen;
  if (chosen.value.length === 0) return refuse('no-order', await whyNone(context, account, what));
  return preview(context, cards, place, account, chosen.value);
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
    if (!isProtection(order)) return preview(context, cards, place, account, [order]);
    const { symbol, positionSide } = order;
    const name = { type: 'key', key: positionKey(id, symbol, positionSide), words: ['off'] } as const;
    return previewProtect(context, cards, place, { kind: kindOf(order), name });
  }
  return refuse('no-order', ({ say }) => say(cancelTexts).none);
}

async function preview(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  account: AccountView,
  orders: readonly CancelableOrder[],
): Promise<DeskResult<ChangePreview>> {
  const [first] = orders;
  if (first === undefined) return refuse('no-order', ({ say }) => say(cancelTexts).none);
  const streams = await readStreams(context, account.brokerId);
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
    title: ({ say }) => say(cancelTexts).title(orders.length),
    lines: [
      ...orders.slice(0, SHOWN).map((order) => orderLine(account, place.user, order, streams)),
      ...(orders.length > SHOWN ? [() => `… +${orders.length - SHOWN}`] : []),
      ...(orders.some(({ filledQuantity }) => !filledQuantity.isZero())
        ? [({ say }: Speech) => say(cancelTexts).filledStays]
        : []),
      ...(await routesAfter(context, account.brokerId, orders, streams)),
      ({ say }) => say(cancelTexts).stopsStay,
    ],
    label: ({ say }) => say(cancelTexts).cancel(orders.length),
    keepLabel: ({ say }) => say(cancelTexts).keep(orders.length),
    style: 'danger',
  });
}

/** The command that takes it away. */
function kindOf({ type }: CancelableOrder): 'sl' | 'tp' | 'trail' {
  return type.startsWith('take') ? 'tp' : type.startsWith('trail') ? 'trail' : 'sl';
}

/** An order's id says on which account it is. */
function accountOfOrder(context: DeskContext, { user }: CardPlace, id: string): string | null {
  const has = ({ openOrders }: AccountView) => openOrders.some((it) => isOpenOrder(it) && isNamed(it, id));
  return visibleAccounts(context, user).find((brokerId) => has(context.manager.view(brokerId))) ?? null;
}

const isNamed = ({ clientOrderId, venueOrderId }: CancelableOrder, id: string) =>
  clientOrderId === id || venueOrderId === id;

/** By either id; of a symbol, or of all, what is no stop and no target. */
function choose(
  account: AccountView,
  what: string,
  open: readonly CancelableOrder[],
): DeskResult<readonly CancelableOrder[]> {
  const named = open.filter((order) => isNamed(order, what));
  const [protection] = named.filter(isProtection);
  if (protection !== undefined) {
    const command = `/${kindOf(protection)} ${protection.symbol} off`;
    return refuse('terms', ({ say }) => say(cancelTexts).isProtection(command));
  }
  if (named.length > 0) return accept(named);
  if (what.toLowerCase() === 'all') return withoutProtection(open);
  const instrument = resolveInstrument(account, what);
  if (!instrument.ok) return looksLikeId(what) ? accept([]) : instrument;
  return withoutProtection(open.filter(({ symbol }) => symbol === instrument.value.symbol));
}

const looksLikeId = (what: string) => /[\d_-]{6,}/.test(what);

/** None is left where nothing but stops and targets rests: they have commands of their own. */
function withoutProtection(open: readonly CancelableOrder[]): DeskResult<readonly CancelableOrder[]> {
  const resting = open.filter((order) => !isProtection(order));
  if (resting.length > 0 || open.length === 0) return accept(resting);
  return refuse('no-order', ({ say }) => say(cancelTexts).onlyProtection);
}

/** How the order of that id had ended, if it was one of the desk's. */
async function whyNone({ journal }: DeskContext, { brokerId }: AccountView, id: string): Promise<Phrase> {
  const rows = await tryRead(() => journal.listIntents({ clientOrderId: id }));
  const row = rows?.find((it) => it.brokerId === brokerId);
  return ({ say }) => {
    const words = say(cancelTexts);
    if (row === undefined || !INTENT_END_STATES.some((state) => state === row.state)) return words.none;
    if (row.state === 'filled') return words.hadFilled;
    return row.state === 'canceled' && row.filledQuantity === '0' ? words.wasCanceled : words.hadEnded(id);
  };
}
