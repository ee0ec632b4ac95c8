export { createAlertServer } from './create-alert-server.ts';
export type { PostPath } from './post-paths.ts';
export type { AlertRoute, AlertServer, AlertServerOptions, AlertServerRates, Readiness } from './server-options.ts';
export type { AlertServerStats, RouteStats } from './server-stats.ts';
export type { Rate } from './token-bucket.ts';
