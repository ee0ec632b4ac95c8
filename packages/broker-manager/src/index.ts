export type { AccountView, BrokerHealth } from './account-view.ts';
export type {
  AddOptions,
  BrokerManager,
  BrokerSettings,
  ConnectAllOptions,
  ConnectReport,
  ManagedEvent,
  ManagedResult,
  SettingReport,
} from './broker-manager.ts';
export { measureClockOffset } from './clock-offset.ts';
export { createBrokerManager, type BrokerManagerOptions } from './create-broker-manager.ts';
export { initializeBroker, type InitializeBrokerOptions } from './initialize-broker.ts';
export { initializeBrokers, type BrokerToInitialize, type InitializeBrokersOptions } from './initialize-brokers.ts';
export type { ReconnectOptions } from './reconnect-delay.ts';
