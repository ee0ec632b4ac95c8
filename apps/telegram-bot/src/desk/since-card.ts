import { decimal, formatDecimal, type Decimal } from '@perpdesk/broker-core';
import type { ConfirmRow } from '@perpdesk/journal/port';
import { handTexts } from '../language/texts/hand.ts';
import type { Phrase } from '../language/speech.ts';
import type { GuardedCommand } from './confirm-command.ts';
import type { DeskContext } from './desk-context.ts';
import { readPositions } from './fresh.ts';
import { heldSince } from './held-since.ts';
import { levelsSince } from './levels-since.ts';
import { readPrice } from './trade-door.ts';

/** What is no longer as the card said it: nothing was sent. `again` is the command that asks anew. */
export type SinceCard =
  | { readonly type: 'moved'; readonly quoted: Decimal; readonly price: Decimal; readonly again: string }
  /** Less is held than there was. Base asset, ≥ 0. */
  | {
      readonly type: 'shrunk';
      readonly symbol: string;
      readonly before: Decimal;
      readonly held: Decimal;
      readonly again: string;
    }
  /** Another position is held than there was. Base asset, signed. */
  | {
      readonly type: 'changed';
      readonly symbol: string;
      readonly before: Decimal;
      readonly held: Decimal;
      readonly again: string;
    }
  | { readonly type: 'barred'; readonly detail: Phrase };

interface Carded {
  readonly row: ConfirmRow;
  readonly command: GuardedCommand;
}

/** What the card said that the market is at, and the command that asks anew; `null`: what it does goes by no price. */
function quoteOf(
  command: GuardedCommand,
  brokerId: string,
): { readonly symbol: string; readonly quoted: Decimal; readonly again: string } | null {
  // an order with a price of its own pays no more than that
  if (command.type === 'open' && command.limitPrice === null) {
    const { symbol, quotePrice } = command;
    return { symbol, quoted: decimal(quotePrice), again: openAgain(command, brokerId) };
  }
  if (command.type === 'reverse' && command.quotePrice !== null) {
    const { symbol, direction, quotePrice } = command;
    return { symbol, quoted: decimal(quotePrice), again: `/reverse ${symbol} ${against(direction)} @${brokerId}` };
  }
  return null;
}

type OpenCommand = Extract<GuardedCommand, { readonly type: 'open' }>;

function openAgain({ symbol, direction, typed }: OpenCommand, brokerId: string): string {
  return `/${direction} ${symbol} ${typed.size} ${typed.terms} @${brokerId}`.replace(/ +/g, ' ');
}

/** What an entry lowers, or grows, is another position by now than the card said. `null`: it is not. */
async function findChanged(context: DeskContext, { row, command }: Carded): Promise<SinceCard | null> {
  if (command.type !== 'open') return null;
  const change = await heldSince(context, row.brokerId, command);
  return change === null
    ? null
    : { type: 'changed', symbol: command.symbol, ...change, again: openAgain(command, row.brokerId) };
}

function against(direction: 'long' | 'short'): 'long' | 'short' {
  return direction === 'long' ? 'short' : 'long';
}

/** How far the market is from the card's price; `null` where it did not move too far. Where it cannot be told, nothing is sent. */
async function findMove(context: DeskContext, { row, command }: Carded): Promise<SinceCard | null> {
  const quote = quoteOf(command, row.brokerId);
  if (quote === null) return null;
  const { quoted, again } = quote;
  try {
    const price = await context.manager.get(row.brokerId).getMarkPrice(quote.symbol);
    if (price.minus(quoted).abs().dividedBy(quoted).lessThanOrEqualTo(context.requoteAt)) return null;
    return { type: 'moved', quoted, price, again };
  } catch {
    return { type: 'barred', detail: ({ say }) => say(handTexts).noPriceNow(quote.symbol, again) };
  }
}

/** The position that a card closes, or turns, has turned since: it closes nothing of the other side. `null`: it has not. */
function findTurn({ manager }: DeskContext, { row, command }: Carded): SinceCard | null {
  if (command.type !== 'close' && command.type !== 'reverse') return null;
  const { symbol, positionSide } = command;
  const direction = command.type === 'reverse' ? against(command.direction) : command.direction;
  if (direction === null) return null;
  const held = manager.view(row.brokerId).position(symbol, positionSide);
  if (held === null || held.quantity.isZero() || held.quantity.isNegative() === (direction === 'short')) return null;
  return { type: 'barred', detail: ({ say }) => say(handTexts).turned(symbol, direction.toUpperCase()) };
}

/** A part of a position that is smaller by now would be a larger part of it. `null`: it is not smaller, or gone altogether. */
async function findShrink(context: DeskContext, { row, command }: Carded): Promise<SinceCard | null> {
  if (command.type !== 'close' || command.fraction === null || command.held === null) return null;
  const { symbol, positionSide, direction, fraction } = command;
  const before = decimal(command.held);
  const account = context.manager.view(row.brokerId);
  const known = account.position(symbol, positionSide)?.quantity.abs();
  if (known === undefined || known.isZero() || known.greaterThanOrEqualTo(before)) return null;
  // what is known may be older than the card
  const { value } = await readPositions(context, account);
  const held = value.find((it) => it.symbol === symbol && it.positionSide === positionSide)?.quantity.abs();
  if (held === undefined || held.greaterThanOrEqualTo(before)) return null;
  const part = `${formatDecimal(decimal(fraction).times(100))}%`;
  const again = ['/close', symbol, part, direction ?? '', `@${row.brokerId}`].filter((word) => word !== '').join(' ');
  return { type: 'shrunk', symbol, before, held, again };
}

/** A level of an entry that was on its side when the card was shown, and is not now. `null`: none, or the price cannot be read. */
async function findPassed({ manager }: DeskContext, { row, command }: Carded): Promise<SinceCard | null> {
  if (command.type !== 'open') return null;
  const { brokerId } = row;
  const market = await readPrice(manager.get(brokerId), command.symbol);
  const detail = market === null ? null : levelsSince({ manager }, { brokerId, entry: command, market });
  return detail === null ? null : { type: 'barred', detail };
}

/** What keeps a tapped card from being carried out as it was shown, with the word for it; `null`: nothing. */
export async function findChange(
  context: DeskContext,
  carded: Carded,
): Promise<{
  readonly word: 'moved' | 'unpriced' | 'passed' | 'turned' | 'changed' | 'shrunk';
  readonly change: SinceCard;
} | null> {
  const moved = await findMove(context, carded);
  if (moved !== null) return { word: moved.type === 'moved' ? 'moved' : 'unpriced', change: moved };
  const changed = await findChanged(context, carded);
  if (changed !== null) return { word: 'changed', change: changed };
  const passed = await findPassed(context, carded);
  if (passed !== null) return { word: 'passed', change: passed };
  const turned = findTurn(context, carded);
  if (turned !== null) return { word: 'turned', change: turned };
  const shrunk = await findShrink(context, carded);
  return shrunk === null ? null : { word: 'shrunk', change: shrunk };
}
