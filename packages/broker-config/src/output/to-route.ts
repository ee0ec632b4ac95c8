import { decimal, ZERO } from '@perpdesk/broker-core';
import type { ConfigPath } from '../errors/config-error.ts';
import type { RouteConfig } from '../perpdesk-config.ts';
import type { RouteInput } from '../schema/routes.ts';
import type { SilenceInput } from '../schema/silence.ts';
import type { Secret } from '../secret.ts';
import { toLimits } from './to-limits.ts';
import { toProtect } from './to-protect.ts';
import { toSize } from './to-size.ts';

export function toRoute(id: string, input: RouteInput, secretAt: (path: ConfigPath) => Secret | null): RouteConfig {
  const places: readonly ConfigPath[] = Array.isArray(input.token)
    ? input.token.map((_, index) => ['routes', id, 'token', index])
    : [['routes', id, 'token']];
  return {
    id,
    tokens: places.flatMap((path) => secretAt(path) ?? []),
    secret: secretAt(['routes', id, 'secret']),
    allowFrom: input.allowFrom,
    mode: input.mode,
    dialect: input.dialect,
    execute: input.execute,
    askExits: input.askExits,
    dryRun: input.dryRun,
    brokers: (input.brokers ?? []).map((broker) =>
      typeof broker === 'string'
        ? { brokerId: broker, factor: decimal('1') }
        : { brokerId: broker.name, factor: broker.factor, ...dryOf(broker.dryRun) },
    ),
    symbols: input.symbols ?? [],
    spotTickerMeansPerp: input.spotTickerMeansPerp,
    size: toSize(input.size ?? { signal: decimal('1') }),
    ...toProtect(input.protect),
    entry: {
      type: input.entry.type,
      offsetPercent: input.entry.offset ?? ZERO,
      expiryMs: input.entry.expiry,
      fallback: input.entry.fallback,
      steps: input.entry.steps,
    },
    limits: toLimits(input.limits),
    overrides: [...new Set(input.overrides)],
    allowNoTime: input.allowNoTime,
    perFireId: input.perFireId,
    netting: input.netting,
    onDrift: input.onDrift,
    onGap: input.onGap,
    firstSight: input.firstSight === 'adopt' ? 'adopt' : 'wait-flat',
    reorderWindowMs: input.reorderWindow,
    silence: toSilence(input.silence),
    relay: [...new Set(input.relay)],
  };
}

function toSilence(silence: SilenceInput | undefined): RouteConfig['silence'] {
  if (silence === undefined) return null;
  const { after, bars, bar } = silence;
  if (after !== undefined) return { type: 'after', ms: after };
  return bars === undefined ? null : { type: 'bars', bars, barMs: bar ?? null };
}

function dryOf(dryRun: boolean | undefined): { readonly dryRun?: boolean } {
  return dryRun === undefined ? {} : { dryRun };
}
