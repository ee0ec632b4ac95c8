import type { Decimal } from '@perpdesk/broker-core';
import type { RefusalCode } from './signal.ts';

interface CommandHead {
  /** Makes it exactly-once: the card's nonce. */
  readonly id: string;
  readonly actor: string;
  readonly brokerId: string;
  readonly symbol: string;
  /** Unix ms. */
  readonly confirmedAt: number;
  /** Names of chats that hear of it. */
  readonly relay: readonly string[];
}

/** Where a part of a position is taken. */
export interface TargetTerms {
  /** Quote asset. */
  readonly price: Decimal;
  /** Percent of the position; `null`: an even part of what the others leave. */
  readonly share: Decimal | null;
}

/** Opens a position, or grows it, as the person's own. */
export interface OpenCommand extends CommandHead {
  readonly type: 'open';
  readonly direction: 'long' | 'short';
  /** Base asset, on the step. */
  readonly quantity: Decimal;
  /** Quote asset, on the tick: it rests there until it is filled or canceled. Default: at the market. */
  readonly limitPrice?: Decimal | null;
  /** Quote asset: stands from the first fill. Default: the stop of what the person owns there already, if any. */
  readonly stopLoss?: Decimal | null;
  readonly takeProfits?: readonly TargetTerms[];
  /** Set before the entry while the account holds and enters nothing of the instrument. Default: as it is. */
  readonly leverage?: number | null;
}

/** Closes what is really there, whoever owns it. */
export interface CloseCommand extends CommandHead {
  readonly type: 'close';
  readonly positionSide: 'net' | 'long' | 'short';
  /** Of the position, > 0 and ≤ 1. */
  readonly fraction: Decimal | null;
  /** Base asset; `null` with `fraction` `null` closes all. */
  readonly quantity: Decimal | null;
}

/** A person's order, already confirmed. */
export type TradeCommand = OpenCommand | CloseCommand;

export type TradeResult =
  | { readonly ok: true; readonly signalId: string; readonly repeat: boolean }
  | { readonly ok: false; readonly code: RefusalCode; readonly detail: string };
