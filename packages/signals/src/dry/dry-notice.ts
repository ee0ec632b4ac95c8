import type { AskedFor, AskedLeg } from '../asks/ask-notice.ts';
import type { AccountTag } from '../notice.ts';
import type { RefusalCode } from '../signal.ts';

/** What a step would do on one account. */
export interface DryAccount {
  readonly account: AccountTag;
  /** Orders that would be sent, in order. */
  readonly legs: readonly AskedLeg[];
  /** Why there is no entry, or no order at all. */
  readonly refusal: { readonly code: RefusalCode | null; readonly detail: string } | null;
  /** Base asset, signed: what the strategy really owns there, and the dry run leaves alone; `0` as a rule. */
  readonly held: string;
}

/** What would have been sent; nothing was. */
export type DryNotice = {
  readonly type: 'signal.dry';
  readonly signalId: string;
  readonly routeId: string;
  readonly symbol: string;
  /** The alert was marked as a test: nothing moves by it. Else the accounts are dry: the strategy goes on. */
  readonly isTest: boolean;
  readonly accounts: readonly DryAccount[];
  readonly notes: readonly string[];
} & AskedFor;
