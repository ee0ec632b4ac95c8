export type { AccountView, BrokerHealth } from './account-view.ts';
export type {
  AddOptions,
  BrokerManager,
  BrokerSettings,
  ConnectAllOptions,
  ConnectReport,
  ClosingReport,
  ManagedEvent,
  SettingReport,
  WriteOnAllOptions,
} from './broker-manager.ts';
export type { BrokerLimits, LimitLeft } from './broker-limits.ts';
export type { Failure } from './connection-status.ts';
export type { BrokerOperation, ManagedResult, OnAllOptions } from './on-all.ts';
export type { OrderGate } from './order-gate.ts';
export type { SyncReport } from './position-driver.ts';
export { totalOf, type NotCounted, type TotalOptions, type Totals } from './total-of.ts';
export { measureClockOffset } from './clock-offset.ts';
export { createBrokerManager, type BrokerManagerOptions } from './create-broker-manager.ts';
export { initializeBroker, type InitializeBrokerOptions } from './initialize-broker.ts';
export { initializeBrokers, type BrokerToInitialize, type InitializeBrokersOptions } from './initialize-brokers.ts';
export type { ReconnectOptions } from './reconnect-delay.ts';
