export { viewAccount, viewBalance } from './balance-view.ts';
export { isConditionalType, isTriggering, isWaiting, type ConditionalType } from './conditional.ts';
export { createRules, STANDARD_FEES, type RulesOptions } from './create-rules.ts';
export { createState, type StateOptions } from './create-state.ts';
export { endangeredPositions } from './endangered.ts';
export { toAccountEvent, type AccountEvent, type EngineEvent } from './event.ts';
export { exposureOf, heldNotional, type Claim } from './exposure.ts';
export { nextExpiryAt } from './expiry.ts';
export type {
  AccountCommand,
  Command,
  Deleveraging,
  EngineInput,
  MarkTick,
  Tick,
  TimePassed,
  VenueCommand,
  Timed,
} from './input.ts';
export { balanceOf, executingOrderOf, markOf, openOrderOf, positionOf, priceOf, settingsOf } from './lookup.ts';
export { crossWalletOf, setAsideIn } from './margin.ts';
export { ORDER_CHANGES, type OrderChange } from './order-change.ts';
export { viewPosition, viewPositions } from './position-view.ts';
export { refuse, type Refusal } from './refusal.ts';
export type { Fees, Rules } from './rules.ts';
export { deserializeState, serializeState } from './serialize-state.ts';
export { standardBrackets } from './standard-brackets.ts';
export { STANDARD_INSTRUMENTS } from './standard-instruments.ts';
export { STANDARD_PRICES } from './standard-prices.ts';
export type { EngineState, HeldPosition, OpenOrder, SymbolSettings } from './state.ts';
export { step, type Step, type StepResult } from './step.ts';
export { trailTriggerPrice } from './trail.ts';
export { checkValidity } from './validity-check.ts';
