export type {
  AlertAnswer,
  AlertInput,
  EngineStatus,
  PanicReport,
  PanicRequest,
  SignalEngine,
  TradeCommand,
  TradeResult,
} from './engine.ts';
export type { AccountTag, Notice, NoticeType, PositionSummary } from './notice.ts';
export {
  ROUTE_MODES,
  type Limits,
  type Route,
  type RouteBroker,
  type RouteMode,
  type SizePolicy,
  type StopLossPolicy,
} from './route.ts';
export {
  REFUSAL_CODES,
  TRANSITIONS,
  type Alert,
  type Refusal,
  type RefusalCode,
  type Signal,
  type Transition,
} from './signal.ts';
