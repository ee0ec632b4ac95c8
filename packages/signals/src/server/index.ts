export { createAlertServer } from './create-alert-server.ts';
export type { AlertServer, AlertServerOptions, Readiness } from './server-options.ts';
export type { AlertServerStats } from './server-stats.ts';
