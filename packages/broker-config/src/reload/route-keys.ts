import type { RouteConfig } from '../perpdesk-config.ts';

/**
 * Where each part of a route stands in the file, and whether a running desk takes it up (`live`); what of `brokers`, `symbols`
 * and `relay` it takes up depends on what they say.
 */
export const ROUTE_KEYS = {
  tokens: { name: 'token', live: true },
  secret: { name: 'secret', live: true },
  allowFrom: { name: 'allowFrom', live: true },
  mode: { name: 'mode', live: false },
  dialect: { name: 'dialect', live: false },
  execute: { name: 'execute', live: true },
  askExits: { name: 'askExits', live: true },
  dryRun: { name: 'dryRun', live: true },
  brokers: { name: 'brokers', live: false },
  symbols: { name: 'symbols', live: false },
  spotTickerMeansPerp: { name: 'spotTickerMeansPerp', live: true },
  size: { name: 'size', live: true },
  stopLoss: { name: 'protect.stopLoss', live: true },
  takeProfits: { name: 'protect.takeProfits', live: true },
  trailing: { name: 'protect.trailing', live: true },
  breakEvenAfter: { name: 'protect.breakEvenAfter', live: true },
  entry: { name: 'entry', live: true },
  limits: { name: 'limits', live: true },
  overrides: { name: 'overrides', live: true },
  allowNoTime: { name: 'allowNoTime', live: true },
  perFireId: { name: 'perFireId', live: false },
  netting: { name: 'netting', live: false },
  onDrift: { name: 'onDrift', live: true },
  onGap: { name: 'onGap', live: true },
  firstSight: { name: 'firstSight', live: true },
  reorderWindowMs: { name: 'reorderWindow', live: true },
  silence: { name: 'silence', live: false },
  relay: { name: 'relay', live: false },
} as const satisfies Readonly<
  Record<Exclude<keyof RouteConfig, 'id'>, { readonly name: string; readonly live: boolean }>
>;
