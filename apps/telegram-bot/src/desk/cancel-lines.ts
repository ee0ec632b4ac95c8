import type { Decimal } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { Phrase, Speech } from '../language/speech.ts';
import { cancelTexts } from '../language/texts/cancel.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskUser } from './desk-user.ts';
import { type CancelableOrder, readChaseOrders } from './chase-orders.ts';
import { OPEN_STATES } from './own-entries.ts';
import { nameOwner, ownerOf } from './owners.ts';
import { tryRead } from './trade-door.ts';

/** Streams of the desk's open orders, and of chases between two of theirs, by client order id; `null`: the journal cannot be read. */
type Streams = ReadonlyMap<string, string> | null;

export async function readStreams(context: DeskContext, brokerId: string): Promise<Streams> {
  const rows = await tryRead(() => context.journal.listIntents({ brokerId, states: OPEN_STATES }));
  if (rows === null) return null;
  const chases = await readChaseOrders(context, brokerId);
  const open = rows.map(({ clientOrderId, stream }) => [clientOrderId ?? '', stream] as const);
  return new Map([...open, ...chases.map(({ stream, order }) => [order.clientOrderId, stream] as const)]);
}

function ownerWords({ say }: Speech, user: DeskUser, stream: string | undefined): string {
  const words = say(cancelTexts);
  return stream === undefined ? words.foreign : nameOwner(ownerOf(stream), user, words);
}

/** `BTCUSDT BUY 0.010 limit @ 59 000.0 · yours · pp-7k2-3-1-1-0a1b2c3d`. */
export function orderLine(account: AccountView, user: DeskUser, order: CancelableOrder, streams: Streams): Phrase {
  const { symbol, positionSide, side, type, quantity, filledQuantity, price, clientOrderId } = order;
  const scale = account.instrument(symbol);
  return (speech) => {
    const amount = (it: Decimal) => speech.quantity(it, scale);
    const whole = quantity === null ? '' : amount(quantity);
    const left =
      quantity === null || filledQuantity.isZero()
        ? whole
        : speech.say(cancelTexts).left(amount(quantity.minus(filledQuantity)), whole);
    const at = price === null ? '' : `@ ${speech.price(price, scale)}`;
    const named = positionSide === 'net' ? '' : positionSide.toUpperCase();
    const words = [symbol, named, side.toUpperCase(), left, type, at].filter((it) => it !== '').join(' ');
    const owner = streams === null ? [] : [ownerWords(speech, user, streams.get(clientOrderId))];
    return [words, ...owner, clientOrderId].join(' · ');
  };
}

/** What becomes of the routes whose entries go: one that owns nothing there waits for its next entry. */
export async function routesAfter(
  { journal }: DeskContext,
  brokerId: string,
  orders: readonly CancelableOrder[],
  streams: Streams,
): Promise<readonly Phrase[]> {
  const own = new Set(orders.flatMap(({ clientOrderId }) => streams?.get(clientOrderId) ?? []));
  const ofRoutes = [...own].filter((stream) => ownerOf(stream).routeId !== null);
  if (ofRoutes.length === 0) return [];
  const read = await tryRead(() => journal.readLedger());
  if (read === null) return [];
  const holds = new Set(
    read.ledger.filter((row) => row.brokerId === brokerId && row.owned !== '0').map(({ stream }) => stream),
  );
  const named = (streamsOf: readonly string[]) =>
    [...new Set(streamsOf.flatMap((stream) => ownerOf(stream).routeId ?? []))].join(', ');
  const out = named(ofRoutes.filter((stream) => !holds.has(stream)));
  const stays = named(ofRoutes.filter((stream) => holds.has(stream)));
  return [
    ...(out === '' ? [] : [({ say }: Speech) => say(handTexts).routesOut(out)]),
    ...(stays === '' ? [] : [({ say }: Speech) => say(cancelTexts).routeKeeps(stays)]),
  ];
}
