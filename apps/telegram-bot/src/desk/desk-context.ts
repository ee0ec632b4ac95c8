import type { Clock, Decimal, Logger } from '@perpdesk/broker-core';
import type { BrokerManager } from '@perpdesk/broker-manager';
import type { Journal } from '@perpdesk/journal/port';
import type { SignalEngine } from '@perpdesk/signals';
import type { FeeRates } from './fee-rates.ts';
import type { AddedRisk } from './approval/added-risk.ts';
import type { ApprovalRules } from './approval/approval-rules.ts';

/** What a card says of a route. */
export interface DeskRoute {
  readonly id: string;
  readonly brokerIds: readonly string[];
  readonly symbols: readonly string[];
  readonly netting: 'exclusive' | 'ledger';
}

/** What the desk works with; every part of it is handed in. */
export interface DeskContext {
  readonly manager: BrokerManager;
  readonly engine: SignalEngine;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly logger: Logger;
  /** At least 96 bits of chance as `[A-Za-z0-9_-]`, at most 32 characters. */
  readonly createNonce: () => string;
  /** What adding risk takes beside a tap. */
  readonly approvals: ApprovalRules;
  /** What people added lately, which counts for that. */
  readonly addedRisk: AddedRisk;
  /** How long a confirm card stands, ms. */
  readonly confirmTtlMs: number;
  /** For the estimate on a card. */
  readonly feeRates: FeeRates;
  /** Fraction by which the market may move between card and tap. */
  readonly requoteAt: Decimal;
  /** Those that place orders. */
  readonly routes: readonly DeskRoute[];
}
