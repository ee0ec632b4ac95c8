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
  /** Base asset, in place of a share, of `protect` alone: stays so much whatever becomes of the position, at most all of it. */
  readonly quantity?: Decimal | null;
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
  /** Base asset; `null` with `fraction` `null` closes all. Beside a `fraction`: at most so much. */
  readonly quantity: Decimal | null;
}

/** Closes all of a side, whoever owns it, then opens the other as the person's own, once nothing is proven to be left. */
export interface ReverseCommand extends CommandHead {
  readonly type: 'reverse';
  /** Of what is closed. */
  readonly positionSide: 'net' | 'long' | 'short';
  /** Opened afterwards. */
  readonly direction: 'long' | 'short';
  /** Base asset, on the step: opened afterwards. */
  readonly quantity: Decimal;
}

/**
 * Stops and targets by hand, of all who own the side: they stand in place of the routes' until the position ends, or until
 * the person says otherwise. What is left out stays as it is; `off` takes it away, the routes' own too.
 */
export interface ProtectCommand extends CommandHead {
  readonly type: 'protect';
  readonly positionSide: 'net' | 'long' | 'short';
  /** Of the position; nothing is done where it has turned. */
  readonly direction: 'long' | 'short';
  /** Quote asset, on the tick. */
  readonly stopLoss?: Decimal | 'off';
  readonly takeProfits?: readonly TargetTerms[] | 'off';
  readonly trailing?: TrailingTerms | 'off';
}

export interface TrailingTerms {
  /** Quote asset: trails from there; `null`: at once. */
  readonly activation: Decimal | null;
  /** Percent of the best price. */
  readonly callback: Decimal;
}

/** Takes back exactly these orders, whosever they are; stops and targets of the desk stay, for a person has other commands. */
export interface CancelCommand extends CommandHead {
  readonly type: 'cancel';
  readonly orders: readonly {
    readonly symbol: string;
    readonly clientOrderId: string;
    readonly venueOrderId: string;
  }[];
}

/** Says what became of an order of which nobody else could say it (`needs-operator`): then its lane goes on. */
export interface SettleCommand extends CommandHead {
  readonly type: 'settle';
  readonly intentId: string;
  /** Base asset, ≥ 0: what it has filled. Nothing of it stands at the exchange any more. */
  readonly filled: Decimal;
}

/** Sets something of the account or of one of its instruments. */
export interface SettingCommand extends CommandHead {
  readonly type: 'setting';
  readonly setting: TradeSetting;
}

export type TradeSetting =
  | { readonly name: 'leverage'; readonly value: number }
  | { readonly name: 'margin-type'; readonly value: 'isolated' | 'cross' }
  | { readonly name: 'position-mode'; readonly value: 'one-way' | 'hedge' };

/** A person's order, already confirmed. */
export type TradeCommand =
  | OpenCommand
  | CloseCommand
  | ReverseCommand
  | ProtectCommand
  | CancelCommand
  | SettleCommand
  | SettingCommand;

export type TradeResult =
  | { readonly ok: true; readonly signalId: string; readonly repeat: boolean }
  | { readonly ok: false; readonly code: RefusalCode; readonly detail: string };
