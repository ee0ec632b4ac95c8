export type { BinanceVenue, VenueControls, VenueFaults } from './binance-venue.ts';
export { createBinanceVenue } from './create-binance-venue.ts';
export type { LimitOptions } from './exchange/call-limits.ts';
export { createFaultPlan, PLANNED_CALL_FAULTS, type FaultRates, type PlannedCallFault } from './faults/fault-plan.ts';
export type { CallFault, Fault, FaultMatch, FaultRule, StreamFault } from './faults/fault-rule.ts';
export type { FaultPlan, FiredFault } from './faults/fault-store.ts';
export type { BinanceVenueOptions, VenueAccountOptions, VenueKeyOptions } from './options.ts';
export type { SocketLifeOptions } from './stream/socket-life.ts';
export type { LedgerFill, LedgerOrder, LedgerPosition, VenueState } from './venue-state.ts';
