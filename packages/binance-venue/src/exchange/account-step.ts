import type { EngineEvent, EngineInput, EngineState, StepResult } from '@perpdesk/broker-paper/engine';
import type { OrderTerms } from './order-terms.ts';

/** What a call sends along and the engine does not need. */
export interface SentAlong {
  /** With a `place`. */
  readonly terms?: OrderTerms;
  /** With an `amend`. */
  readonly modifyId?: string;
}

/** What one input made of an account. The account's records are up to date when it is told. */
export interface AccountStep {
  /** The caller's own number of an amendment, as it was sent; `null` where none was. */
  readonly modifyId: string | null;
  /** The exchange's time, Unix ms. */
  readonly at: number;
  readonly input: EngineInput;
  readonly before: EngineState;
  readonly after: EngineState;
  readonly events: readonly EngineEvent[];
  readonly result: StepResult;
}

/** What happens to an account outside the engine. */
export type AccountNotice =
  /** Told as ACCOUNT_CONFIG_UPDATE. */
  | { readonly type: 'multi-assets'; readonly at: number; readonly isOn: boolean }
  /** Isolated margin was added or taken; told as ACCOUNT_UPDATE with reason MARGIN_TRANSFER. */
  | {
      readonly type: 'margin-moved';
      readonly at: number;
      readonly symbol: string;
      readonly before: EngineState;
      readonly after: EngineState;
    };

export interface AccountListener {
  /** Must not throw, must not submit: it is called inside `submit`, before the caller has its answer. */
  onStep(step: AccountStep): void;
  onNotice?(notice: AccountNotice): void;
}
