import { decimal, type Decimal } from '@perpdesk/broker-core';
import type { PanicReport, RouteState, TradeCommand, TradeResult } from '@perpdesk/signals';
import type { CardClaim, ConfirmCards } from './confirm-cards.ts';
import type { ConfirmCommand } from './confirm-command.ts';
import type { DeskContext } from './desk-context.ts';
import { actorOf, type DeskUser } from './desk-user.ts';
import { isHandCommand, toHandTrade, type HandCommand } from './hand-command.ts';
import type { Phrase } from '../language/speech.ts';
import { confirmSwitch } from './switch-route.ts';

export type ClaimedCard = Extract<CardClaim, { readonly type: 'claimed' }>;

export type CardOutcome =
  /** Stored as a signal; the order and its fill are told as they come. */
  | { readonly type: 'placed'; readonly signalId: string; readonly repeat: boolean }
  | { readonly type: 'refused'; readonly code: string; readonly detail: string }
  /** The market moved since the card: nothing was sent; `again` is the command that asks anew. */
  | { readonly type: 'moved'; readonly quoted: Decimal; readonly price: Decimal; readonly again: string }
  | { readonly type: 'panicked'; readonly report: PanicReport }
  | { readonly type: 'switched'; readonly state: RouteState }
  | { readonly type: 'not-switched'; readonly detail: Phrase }
  | { readonly type: 'again'; readonly text: string };

type OrderCommand = Extract<ConfirmCommand, { readonly type: 'open' | 'close' }> | HandCommand;

function toTradeCommand(
  context: DeskContext,
  { row }: ClaimedCard,
  command: OrderCommand,
  relay: readonly string[],
): TradeCommand {
  const base = {
    id: row.nonce,
    actor: `user:${row.userId}`,
    brokerId: row.brokerId,
    symbol: command.symbol,
    // a card taken up again after a crash was tapped before it expired
    confirmedAt: Math.min(context.clock.now(), row.expiresAt),
    relay,
  };
  if (isHandCommand(command)) return toHandTrade(base, command);
  return command.type === 'open'
    ? {
        ...base,
        type: 'open',
        direction: command.direction,
        quantity: decimal(command.quantity),
        limitPrice: command.limitPrice === null ? null : decimal(command.limitPrice),
        stopLoss: command.stopLoss === null ? null : decimal(command.stopLoss),
        takeProfits: command.takeProfits.map(({ price, share }) => ({
          price: decimal(price),
          share: share === null ? null : decimal(share),
        })),
        leverage: command.leverage,
      }
    : {
        ...base,
        type: 'close',
        positionSide: command.positionSide,
        fraction: command.fraction === null ? null : decimal(command.fraction),
        quantity: command.quantity === null ? null : decimal(command.quantity),
      };
}

/** How far the market is from the card's price; `null` where it did not move too far or cannot be told. */
async function findMove(context: DeskContext, { row, command, resumed }: ClaimedCard): Promise<CardOutcome | null> {
  // an order with a price of its own pays no more than that
  if (command.type !== 'open' || command.limitPrice !== null || resumed) return null;
  const quoted = decimal(command.quotePrice);
  try {
    const price = await context.manager.get(row.brokerId).getMarkPrice(command.symbol);
    if (price.minus(quoted).abs().dividedBy(quoted).lessThanOrEqualTo(context.requoteAt)) return null;
    const { size, terms } = command.typed;
    const again = `/${command.direction} ${command.symbol} ${size} ${terms} @${row.brokerId}`.replace(/ +/g, ' ');
    return { type: 'moved', quoted, price, again };
  } catch {
    return null;
  }
}

async function audit(context: DeskContext, actor: string, action: string, detail: unknown): Promise<void> {
  try {
    const entry = { at: context.clock.now(), actor, action, detail: JSON.stringify(detail) };
    await context.journal.commit([{ type: 'audit-append', entry }]);
  } catch {
    context.logger.error('audit row not written', { actor, action });
  }
}

/** A card taken up again may have been stored by the run before, and be refused now for another reason. */
async function findStored(context: DeskContext, { row, resumed }: ClaimedCard): Promise<TradeResult | null> {
  if (!resumed) return null;
  const stored = (await context.journal.listSignals({ newest: 1000 })).find((it) => it.key === `chat:${row.nonce}`);
  return stored === undefined ? null : { ok: true, signalId: stored.id, repeat: true };
}

async function settle(cards: ConfirmCards, nonce: string, result: TradeResult): Promise<CardOutcome> {
  if (result.ok) {
    await cards.finish(nonce, 'done', result.signalId);
    return { type: 'placed', signalId: result.signalId, repeat: result.repeat };
  }
  await cards.finish(nonce, 'failed', result.code);
  return { type: 'refused', code: result.code, detail: result.detail };
}

/** Carries out a claimed card. The nonce is the trade's id, so taking it up again after a crash changes nothing. */
export async function executeCard(
  context: DeskContext,
  cards: ConfirmCards,
  claim: ClaimedCard,
  user: DeskUser,
  relay: readonly string[],
): Promise<CardOutcome> {
  const { command, row } = claim;
  try {
    switch (command.type) {
      case 'open':
      case 'close':
      case 'reverse':
      case 'protect':
      case 'cancel':
      case 'setting': {
        const moved = await findMove(context, claim);
        if (moved !== null) {
          await cards.finish(row.nonce, 'failed', 'moved');
          return moved;
        }
        const result =
          (await findStored(context, claim)) ??
          (await context.engine.trade(toTradeCommand(context, claim, command, relay)));
        await audit(context, actorOf(user), `trade.${command.type}`, {
          ...command,
          brokerId: row.brokerId,
          nonce: row.nonce,
        });
        return await settle(cards, row.nonce, result);
      }
      case 'panic': {
        const { brokerIds } = command;
        const request = { id: row.nonce, actor: actorOf(user), relay, ...(brokerIds === null ? {} : { brokerIds }) };
        const report = await context.engine.panic(request);
        await cards.finish(row.nonce, 'done', report.flat ? 'flat' : 'left');
        return { type: 'panicked', report };
      }
      case 'route': {
        const switched = await confirmSwitch(context, user, command, relay);
        await cards.finish(row.nonce, switched.ok ? 'done' : 'failed', switched.ok ? 'switched' : switched.code);
        return switched.ok
          ? { type: 'switched', state: switched.value }
          : { type: 'not-switched', detail: switched.detail };
      }
      case 'again':
        await cards.finish(row.nonce, 'done', 'again');
        return { type: 'again', text: command.text };
      default:
        return command satisfies never;
    }
  } catch (error) {
    cards.release(row.nonce);
    throw error;
  }
}
