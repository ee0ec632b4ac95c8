export type { AccountView, BrokerHealth } from './account-view.ts';
export type {
  BrokerManager,
  BrokerSettings,
  ConnectReport,
  ManagedEvent,
  ManagedResult,
  SettingReport,
} from './broker-manager.ts';
