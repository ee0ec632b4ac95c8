export { brokersOf, factorySettings, type ConfiguredBroker } from './brokers-of.ts';
export { configJsonSchema } from './config-json-schema.ts';
export { EMBEDDED_CONFIG_TEXT, embeddedConfig } from './embedded-config.ts';
export type { ConfigError, ConfigWarning } from './errors/config-error.ts';
export { formatConfigErrors, formatConfigWarnings } from './errors/format-config-errors.ts';
export { CONFIG_FILE_NAME, findConfig, type ConfigLocation, type FindConfigOptions } from './find-config.ts';
export type { LimitsConfig } from './limits-config.ts';
export { loadConfig, type LoadConfigOptions } from './load-config.ts';
export { NOT_BUILT_YET, type NotBuiltYet } from './not-built-yet.ts';
export type {
  ApprovalConfig,
  FromSizeConfig,
  AccountSettings,
  BrokerConfig,
  ChatConfig,
  EntryConfig,
  PaperConfig,
  PerpdeskConfig,
  RouteConfig,
  ServerConfig,
  SizeConfig,
  TelegramConfig,
  WarningsConfig,
  UserConfig,
  VenueConfig,
  JournalConfig,
  StopLossConfig,
  LevelConfig,
} from './perpdesk-config.ts';
export type { LoadConfigResult } from './read-config.ts';
export { planReload, type ReloadPlan } from './reload/plan-reload.ts';
export { NOTIFY_TYPES, type NotifyGroup, type NotifyLevel, type NotifyType } from './schema/notify.ts';
export { createSecret, type Secret } from './secret.ts';
