export type { Account, Balance, LeverageBracket } from './account.ts';
export type { Branded } from './brand.ts';
export { BROKER_ERROR_CODES, OUTCOMES, type BrokerErrorCode, type Outcome } from './broker-error-codes.ts';
export { BrokerError, isRetryableError, type BrokerErrorOptions, type VenueError } from './broker-error.ts';
export type {
  BrokerEvent,
  BrokerEventType,
  GapChanges,
  PositionChange,
  VenueCause,
  EventBase,
} from './broker-event.ts';
export {
  ENVIRONMENTS,
  type BatchResult,
  type Broker,
  type CallOptions,
  type ClosePositionOptions,
  type Environment,
  type HistoryQuery,
  type OrderLookup,
  type OrderRef,
  type WriteOptions,
} from './broker.ts';
export { CAPABILITIES, CAPABILITY_MEANINGS, type Capability } from './capabilities.ts';
export { sleep, type Clock } from './clock.ts';
export { closeAllPositions, type CloseAllPositionsOptions, type ClosePositionResult } from './close-all-positions.ts';
export { decimal, Decimal, formatDecimal, ZERO, type DecimalInput } from './decimal.ts';
export { createEventHub, type EventHub } from './event-hub.ts';
export { INCOME_TYPES, type Fill, type Income, type IncomeType } from './fill.ts';
export { formatPrice, formatQuantity } from './format-amounts.ts';
export { toClientOrderId, toVenueOrderId, type BrokerId, type ClientOrderId, type VenueOrderId } from './ids.ts';
export { INSTRUMENT_STATUSES, type Instrument, type InstrumentStatus, type PriceBand } from './instrument.ts';
export { isReducing, type OrderDirection } from './is-reducing.ts';
export { silentLogger, type Logger } from './logger.ts';
export {
  CANDLE_INTERVAL_MS,
  CANDLE_INTERVALS,
  readsMarket,
  type Candle,
  type CandleInterval,
  type CandleQuery,
  type DayPrices,
  type MarketReader,
  type Premium,
} from './market-reader.ts';
export { moneyIn, type AssetMoney } from './money-in.ts';
export type { OrderIssue } from './order-issue.ts';
export type {
  AmendRequest,
  LimitOrderRequest,
  MarketOrderRequest,
  OrderRequest,
  StopLimitOrderRequest,
  StopMarketOrderRequest,
  TakeProfitLimitOrderRequest,
  TakeProfitMarketOrderRequest,
  TrailingStopMarketOrderRequest,
  OrderRequestBase,
  Sized,
  Priced,
  Triggered,
  ClosesPosition,
} from './order-request.ts';
export {
  isOpenOrder,
  OPEN_ORDER_STATUSES,
  ORDER_STATUSES,
  ORDER_TYPES,
  TIMES_IN_FORCE,
  TRIGGER_PRICE_TYPES,
  type Order,
  type OrderStatus,
  type OrderType,
  type TimeInForce,
  type TriggerPriceType,
} from './order.ts';
export { MARGIN_TYPES, POSITION_MODES, type MarginType, type Position, type PositionMode } from './position.ts';
export { placeStopLoss, placeTakeProfit, type ProtectionRequest } from './place-protection.ts';
export {
  createBrokerRegistry,
  type BrokerFactory,
  type BrokerFactoryOptions,
  type BrokerRegistry,
} from './registry.ts';
export { retry, type RetryOptions } from './retry.ts';
export { ROUNDING_DIRECTIONS, roundPriceTo, roundQuantityDown, type RoundingDirection } from './rounding.ts';
export { oppositeSide, POSITION_SIDES, SIDES, type PositionSide, type Side } from './side.ts';
export { editDistance, type EditDistanceOptions } from './edit-distance.ts';
export { suggestSymbols } from './suggest-symbols.ts';
export { toSymbol, type NormalisedSymbol } from './symbol.ts';
export { systemClock } from './system-clock.ts';
export { validateClosing } from './validate-closing.ts';
export { validateOrder, type ValidateOrderOptions } from './validate-order.ts';
export type { Validity } from './validity.ts';
