import { decimal, type Decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Phrase } from '../language/speech.ts';
import { settleTexts } from '../language/texts/settle.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { ChangePreview } from './change-preview.ts';
import type { CardPlace, ConfirmCards } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { isAmount } from './stored-amounts.ts';
import type { DeskUser } from './desk-user.ts';
import { nameOwner, ownerOf } from './owners.ts';
import { visibleAccounts } from './resolve-account.ts';
import { readTraderWords } from './trader-words.ts';

/** How it is written. */
export const SETTLE_FORM = '/settle ID done · /settle ID done 0.01 · /settle ID gone';

/**
 * Reads `/settle ID gone|done [quantity]`, a person's word on an order of which nobody else can say what became of it, and
 * issues the card that asks. Alone it names those orders.
 */
export async function previewSettle(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  text: string,
): Promise<DeskResult<ChangePreview>> {
  const words = readTraderWords(context, place.user, text);
  if (!words.ok) return words;
  const open = await unsettledOrders(context, place.user);
  const [id, word, amount, extra] = words.value.rest;
  if (id === undefined) return refuse('no-order', listed(open));
  const named = id.toLowerCase();
  const intent = open.find((row) => row.id.toLowerCase() === named || row.clientOrderId?.toLowerCase() === named);
  if (intent === undefined) return refuse('no-order', listed(open));
  const filled = readFilled(intent, word?.toLowerCase(), amount);
  if (filled === null || extra !== undefined) return refuse('usage', ({ say }) => say(handTexts).usage(SETTLE_FORM));
  const card = await cards.issue(place, intent.brokerId, {
    type: 'settle',
    symbol: intent.symbol,
    intentId: intent.id,
    filled: formatDecimal(filled),
  });
  const { environment } = context.manager.view(intent.brokerId);
  return accept({
    ...card,
    brokerId: intent.brokerId,
    environment,
    heardAgoMs: null,
    title: ({ say }) => say(settleTexts).title(intent.symbol),
    lines: [orderLine(intent), meaning(intent, filled, place.user), ({ say }) => say(settleTexts).look],
    label: ({ say }) => (filled.isZero() ? say(settleTexts).sayGone : say(settleTexts).sayFilled),
    style: 'danger',
  });
}

/** Orders on accounts that the person sees of which somebody has to say what became of them. */
export async function unsettledOrders(context: DeskContext, user: DeskUser): Promise<readonly IntentRow[]> {
  const visible = visibleAccounts(context, user);
  const rows = await context.journal.listIntents({ states: ['needs-operator'] });
  return rows.filter(({ brokerId }) => visible.includes(brokerId));
}

/** Base asset; `null`: it is not said so that it can be read. */
function readFilled({ quantity }: IntentRow, word: string | undefined, amount: string | undefined): Decimal | null {
  if (word === 'gone') return amount === undefined ? decimal('0') : null;
  if (word !== 'done') return null;
  const text = amount ?? quantity;
  if (!isAmount(text)) return null;
  const filled = decimal(text);
  const isTooMuch = quantity !== null && filled.gt(decimal(quantity));
  return filled.gt(0) && !isTooMuch ? filled : null;
}

function listed(rows: readonly IntentRow[]): Phrase {
  return (speech) => {
    const words = speech.say(settleTexts);
    const lines = rows.map((row) => orderLine(row)(speech));
    return rows.length === 0 ? words.none : [words.these, ...lines, words.form(SETTLE_FORM)].join('\n');
  };
}

function meaning({ kind, stream }: IntentRow, filled: Decimal, user: DeskUser): Phrase {
  return ({ say, digits }) => {
    const words = say(settleTexts);
    if (filled.isZero()) return words.gone(kind === 'reduce');
    const whose = kind === 'increase' ? nameOwner(ownerOf(stream), user, words) : words.smaller;
    return `${words.filled(digits(formatDecimal(filled)))} ${whose}`;
  };
}

function orderLine({ id, brokerId, symbol, side, kind, quantity, clientOrderId }: IntentRow): Phrase {
  return ({ say, digits }) => {
    const size = quantity === null ? '' : digits(quantity);
    const parts = [id, `@${brokerId}`, symbol, side.toUpperCase(), size, say(settleTexts).kind[kind], clientOrderId];
    return parts.filter((part) => part !== null && part !== '').join(' ');
  };
}
