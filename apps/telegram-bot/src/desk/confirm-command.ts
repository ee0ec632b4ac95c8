import { APPROVAL_STAGES, type ApprovalStage } from './approval/approval-rules.ts';
import { ROUTE_EXECUTIONS, type RouteExecution } from '@perpdesk/signals';
import { parseHandCommand, type HandCommand } from './hand-command.ts';
import { isAmount, isAmountOrNull, isRecord, isTarget, type StoredTarget } from './stored-amounts.ts';

export interface TypedEntry {
  readonly size: string;
  readonly terms: string;
}

/** Part of a position, or none. */
export interface StoredHeld {
  /** `null`: flat. */
  readonly direction: 'long' | 'short' | null;
  /** Base asset, ≥ 0. */
  readonly quantity: string;
}

/** Waits for more than the tap of who asked: a code, or another person. */
export interface ApproveCommand {
  readonly type: 'approve';
  readonly stage: ApprovalStage;
  readonly passed: readonly ApprovalStage[];
  readonly rest: readonly ApprovalStage[];
  /** Nonce of the card that was tapped first: the id under which it is carried out, whichever way it went. */
  readonly origin: string;
  /** Accounts that it concerns; `null`: all. */
  readonly brokerIds: readonly string[] | null;
  /** Where it was asked, and who hears what becomes of it. */
  readonly askedIn: { readonly chatId: string; readonly topic: number | null };
  readonly relay: readonly string[];
  readonly command: GuardedCommand;
}

/** What a confirm card stands for: canonical, stored as JSON, decimals as text. */
export type ConfirmCommand = GuardedCommand | ApproveCommand;

export type GuardedCommand =
  | {
      readonly type: 'open';
      readonly symbol: string;
      readonly direction: 'long' | 'short';
      /** Base asset, on the step. */
      readonly quantity: string;
      /** The mark price on the card, quote asset. */
      readonly quotePrice: string;
      /** Quote asset; `null`: at the market. */
      readonly limitPrice: string | null;
      /** Quote asset. */
      readonly stopLoss: string | null;
      readonly takeProfits: readonly StoredTarget[];
      /** Set before the entry; `null`: as it is. */
      readonly leverage: number | null;
      /** What was held of the side when the card came; `null`: cards of before this was kept. */
      readonly held: StoredHeld | null;
      /** As the person wrote it, for asking anew. */
      readonly typed: TypedEntry;
    }
  | {
      readonly type: 'close';
      readonly symbol: string;
      readonly positionSide: 'net' | 'long' | 'short';
      /** What the card closes: nothing of the other side; `null`: cards of before this was kept. */
      readonly direction: 'long' | 'short' | null;
      /** > 0 and < 1: the part that was asked for; with `quantity` `null` too, all of it. */
      readonly fraction: string | null;
      /** Base asset: what the card says; at most what is held is closed. `null` beside a part: cards of before this was kept. */
      readonly quantity: string | null;
      /** Base asset, > 0: of the whole position, as the card showed it; `null`: cards of before this was kept. */
      readonly held: string | null;
    }
  | HandCommand
  | { readonly type: 'panic'; /** `null`: every account. */ readonly brokerIds: readonly string[] | null }
  | { readonly type: 'route'; readonly routeId: string; readonly execute: RouteExecution }
  /** Yes to an alert that asks. */
  | {
      readonly type: 'ask';
      readonly signalId: string;
      /** Quote asset; `null`: not known. */
      readonly notional: string | null;
      /** Base asset by account: less than it asks for; `null`: what it asks for. */
      readonly quantities: Readonly<Record<string, string>> | null;
    }
  /** A command without a card of its own. */
  | { readonly type: 'run'; readonly text: string }
  /** A command that came too late to act on: it is asked again. */
  | { readonly type: 'again'; readonly text: string };

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Reads a stored card; `null` if it is none. */
export function parseConfirmCommand(json: string): ConfirmCommand | null {
  const value: unknown = JSON.parse(json);
  if (!isRecord(value)) return null;
  return value['type'] === 'approve' ? parseApprove(value) : parseGuarded(value);
}

function parseGuarded(value: Readonly<Record<string, unknown>>): GuardedCommand | null {
  const { type, symbol, quantity, positionSide, fraction, brokerIds, text } = value;
  if (type === 'open') return parseOpen(value);
  if (type === 'close' && typeof symbol === 'string') {
    if (positionSide !== 'net' && positionSide !== 'long' && positionSide !== 'short') return null;
    const { direction: named, held = null } = value;
    const direction = named === 'long' || named === 'short' ? named : null;
    return isAmountOrNull(fraction) && isAmountOrNull(quantity) && isAmountOrNull(held)
      ? { type, symbol, positionSide, direction, fraction, quantity, held }
      : null;
  }
  if (type === 'panic' && (brokerIds === null || isTextList(brokerIds))) return { type, brokerIds };
  if (type === 'again' && typeof text === 'string') return { type, text };
  if (type === 'run' && typeof text === 'string') return { type, text };
  if (type === 'ask') return parseAsk(value);
  if (type === 'route') return parseRoute(value);
  return parseHandCommand(value);
}

function parseOpen(value: Readonly<Record<string, unknown>>): GuardedCommand | null {
  const { symbol, direction, quantity, quotePrice, limitPrice = null, stopLoss = null } = value;
  const { takeProfits = [], leverage = null, typed = { size: quantity, terms: '' } } = value;
  if (typeof symbol !== 'string' || (direction !== 'long' && direction !== 'short')) return null;
  if (!isAmount(quantity) || !isAmount(quotePrice) || !isAmountOrNull(limitPrice) || !isAmountOrNull(stopLoss))
    return null;
  if (!Array.isArray(takeProfits) || !takeProfits.every(isTarget) || !isTyped(typed)) return null;
  if (leverage !== null && typeof leverage !== 'number') return null;
  const prices = { quotePrice, limitPrice, stopLoss, takeProfits };
  const { held = null } = value;
  if (held !== null && !isHeld(held)) return null;
  return { type: 'open', symbol, direction, quantity, ...prices, leverage, held, typed };
}

function isHeld(value: unknown): value is StoredHeld {
  if (!isRecord(value)) return false;
  const { direction, quantity } = value;
  return direction === null ? quantity === '0' : (direction === 'long' || direction === 'short') && isAmount(quantity);
}

function isTyped(value: unknown): value is TypedEntry {
  return isRecord(value) && typeof value['size'] === 'string' && typeof value['terms'] === 'string';
}

function parseRoute({ routeId, execute: named }: Readonly<Record<string, unknown>>): GuardedCommand | null {
  const execute = ROUTE_EXECUTIONS.find((known) => known === named);
  return typeof routeId === 'string' && execute !== undefined ? { type: 'route', routeId, execute } : null;
}

function parseAsk({ signalId, notional, quantities = null }: Readonly<Record<string, unknown>>): GuardedCommand | null {
  if (typeof signalId !== 'string' || !isAmountOrNull(notional)) return null;
  if (quantities !== null && !isAmounts(quantities)) return null;
  return { type: 'ask', signalId, notional, quantities };
}

function isAmounts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every(isAmount);
}

function isStage(value: unknown): value is ApprovalStage {
  return APPROVAL_STAGES.some((known) => known === value);
}

function isStages(value: unknown): value is readonly ApprovalStage[] {
  return Array.isArray(value) && value.every(isStage);
}

function isAddress(value: unknown): value is ApproveCommand['askedIn'] {
  if (!isRecord(value) || typeof value['chatId'] !== 'string') return false;
  return value['topic'] === null || typeof value['topic'] === 'number';
}

function parseApprove(value: Readonly<Record<string, unknown>>): ApproveCommand | null {
  const { stage, passed, rest, origin, brokerIds, askedIn, relay, command } = value;
  const inner = isRecord(command) ? parseGuarded(command) : null;
  if (inner === null || !isStage(stage) || !isStages(passed) || !isStages(rest)) return null;
  if (typeof origin !== 'string' || !isAddress(askedIn) || !isTextList(relay)) return null;
  if (brokerIds !== null && !isTextList(brokerIds)) return null;
  return { type: 'approve', stage, passed, rest, origin, brokerIds, askedIn, relay, command: inner };
}
