export { createSignalEngine } from './create-signal-engine.ts';
export { defineRoute, type RouteDefinition } from './define-route.ts';
export { DEFAULT_TIMINGS } from './engine-options.ts';
export type { EngineTimings, RandomSource, SignalEngineOptions } from './engine-options.ts';
export type {
  AlertAnswer,
  AlertInput,
  AlertSender,
  AskAnswer,
  AskQuote,
  AskRefusal,
  AskResult,
  AskSizes,
  DoorRefusal,
  EngineStatus,
  OpenAsk,
  PanicReport,
  PanicRequest,
  RouteState,
  RouteSwitchRequest,
  RouteSwitchResult,
  SignalEngine,
} from './engine.ts';
export type {
  CloseCommand,
  OpenCommand,
  TargetTerms,
  TradeCommand,
  TradeResult,
  ReverseCommand,
  ProtectCommand,
  CancelCommand,
  SettleCommand,
  SettingCommand,
  TrailingTerms,
  TradeSetting,
} from './trade-command.ts';
export { decodeClientOrderId, encodeClientOrderId, type ClientOrderIdParts } from './execute/client-order-id.ts';
export type { AskedLeg, AskNotice, AskedFor } from './asks/ask-notice.ts';
export type { StoredOrder, Place } from './book/stored-order.ts';
export type { DryAccount, DryNotice } from './dry/dry-notice.ts';
export { LEFT_OUT } from './faults/leave-out.ts';
export { PANIC_FLAG, PAUSE_FLAG } from './lanes/blocks.ts';
export type { AccountTag, Notice, NoticeType, PositionSummary, Turnout, Told, OrderFields } from './notice.ts';
export type { AlertForm, ProtectFault, RouteAlert } from './dialects/dialect.ts';
export { modesOf } from './dialects/dialects.ts';
export { readRouteAlert, type RouteAlertReading } from './dialects/read-route-alert.ts';
export type { LintFinding, LintLevel } from './lint/lint-finding.ts';
export { type LintForm, lintTemplate } from './lint/lint-template.ts';
export { checkSecret } from './normalise/check-secret.ts';
export { normaliseAlert, type NormaliseInput, type NormaliseResult } from './normalise/normalise-alert.ts';
export {
  normaliseForRoute,
  type RouteNormaliseInput,
  type RouteNormaliseResult,
} from './normalise/normalise-for-route.ts';
export { signalKey, type SignalKeyInput } from './normalise/signal-key.ts';
export { MAX_ALERT_BYTES } from './parse/decode-body.ts';
export { readAlert, type ReadAlertEvidence, type ReadAlertResult } from './parse/read-alert.ts';
export { classifyStep, type Step, type StreamPosition } from './plan/classify-step.ts';
export { planSignal } from './plan/plan-signal.ts';
export {
  planTargets,
  type TargetLevel,
  type TargetsInput,
  type TargetSlot,
  type TargetsPlan,
} from './protect/plan-targets.ts';
export type { Goal, PlanAccount, PlanGates, PlanInput, PlanLedger, PlannedLeg, PlanResult } from './plan/plan-types.ts';
export { sizeOpen, type SizeOpenInput, type SizeOpenResult } from './plan/size-open.ts';
export { levelPrice, type LevelInput } from './plan/level-price.ts';
export { transitionOf } from './plan/transition.ts';
export { PROBE_POINTS, type ProbePoint } from './probe-point.ts';
export {
  createSignalProcessor,
  type ProcessedOrder,
  type ProcessResult,
  type SignalProcessor,
  type SignalProcessorOptions,
} from './processor.ts';
export type { ProgramSignal } from './program/program-signal.ts';
export { readStoredSignal, type StoredSignal } from './book/stored-signal.ts';
export type { BrokerNotice } from './broker-notice.ts';
export type { DeskNotice, EnteringOrders } from './desk-notice.ts';
export { type Said, type SaidSentence, type SaidValue, readSentences } from './sentences/read-sentences.ts';
export { fillSentence, type SentenceCode, SENTENCES, type SentenceValueNames } from './sentences/sentence.ts';
export { rebuildAccount, type RebuiltAccount } from './rebuild/rebuild-account.ts';
export { rebuildChanges, rebuildSeal, type RebuildInput } from './rebuild/rebuild-changes.ts';
export { nameOfCode } from './rebuild/name-streams.ts';
export type { RebuiltPart, RebuiltSide, RebuiltTarget } from './rebuild/rebuild-side.ts';
export { findUnheard, type UnheardOrder } from './rebuild/unheard-orders.ts';
export type { AttributedFill, TargetOrder } from './rebuild/attribute-fills.ts';
export { streamName } from './normalise/stream-name.ts';
export { describeOut } from './replay/describe-plan.ts';
export { replaySignal, type ReplayInput } from './replay/replay-signal.ts';
export type {
  ReplayDifference,
  ReplayedLeg,
  ReplayedPart,
  ReplayVerdict,
  SignalReplay,
} from './replay/replay-types.ts';
export {
  ROUTE_DIALECTS,
  ROUTE_EXECUTIONS,
  ROUTE_MODES,
  ROUTE_OVERRIDES,
  type EntryPolicy,
  type Limits,
  type ProtectPolicy,
  type Route,
  type RouteBroker,
  type RouteDialect,
  type RouteExecution,
  type RouteMode,
  type RouteOverride,
  type SizePolicy,
  type StopLossPolicy,
  type TargetPolicy,
  type TradingHours,
  type TrailingPolicy,
} from './route.ts';
export {
  REFUSAL_CODES,
  TRANSITIONS,
  type Alert,
  type Refusal,
  type RefusalCode,
  type Signal,
  type Transition,
  type EntryRefusal,
} from './signal.ts';
export type { Attempt } from './evidence/attempts.ts';
export type {
  LegPlan,
  StepPlan,
  RecordedWishPlan,
  QuantityPlan,
  RecordedJson,
  RecordedRest,
  RecordedSignal,
} from './evidence/leg-plan.ts';
export type { SignalPlan } from './evidence/signal-plan.ts';
export type { HandNotice } from './hand-notice.ts';
export type { HideSecrets } from './parse/hide-secrets.ts';
export type { BodyEvidence, BodyReading } from './parse/read-body.ts';
export type { QuantityInput } from './plan/plan-quantity.ts';
export type { Direction } from './plan/sides.ts';
export type { HandState } from './protect/hand-state.ts';
export type { ProtectNotice } from './protect/protect-notice.ts';
export type { ValueNames } from './sentences/sentence-table.ts';
export { type LegStory, readStory, type SignalStory } from './story/read-story.ts';
export { type Moment, MOMENTS } from './story/timeline.ts';
export type {
  HeldDirection,
  NotifySignal,
  Wish,
  WishOrderType,
  WishPrice,
  WishProtect,
  WishSignal,
  WishSize,
} from './wish.ts';
export type { ToldWish, WishNotice } from './wishes/wish-notice.ts';
