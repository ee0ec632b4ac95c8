import { decimal, type MarginType } from '@perpdesk/broker-core';
import type { ConfigPath } from '../errors/config-error.ts';
import type { AccountSettings, BrokerConfig, PaperConfig } from '../perpdesk-config.ts';
import type { BrokerInput } from '../schema/brokers.ts';
import type { RouteInput } from '../schema/routes.ts';
import type { Secret } from '../secret.ts';
import { toWarnings } from './to-warnings.ts';
import { toLimits } from './to-limits.ts';

type Settings = BrokerInput['settings'];

function toPaper(settings: Settings): PaperConfig {
  return {
    balances: settings.balances ?? { USDT: decimal('10000') },
    seed: settings.seed ?? 1,
    volatility: settings.volatility ?? decimal('0.5'),
    prices: settings.prices ?? {},
    fees: {
      maker: settings.fees?.maker ?? decimal('0.0002'),
      taker: settings.fees?.taker ?? decimal('0.0005'),
    },
  };
}

const ofSymbol = (own: { readonly leverage?: number | undefined; readonly marginType?: MarginType | undefined }) => ({
  ...(own.leverage === undefined ? {} : { leverage: own.leverage }),
  ...(own.marginType === undefined ? {} : { marginType: own.marginType }),
});

function toAccountSettings(settings: Settings, tradedSymbols: readonly string[]): AccountSettings {
  const symbols = Object.entries(settings.symbols ?? {}).map(([symbol, own]) => [symbol, ofSymbol(own)] as const);
  return {
    ...ofSymbol(settings),
    ...(settings.positionMode === undefined ? {} : { positionMode: settings.positionMode }),
    symbols: Object.fromEntries(symbols),
    tradedSymbols,
  };
}

function toBase(address: string | undefined): string | null {
  return address?.replace(/\/+$/, '') ?? null;
}

export function toBroker(
  id: string,
  input: BrokerInput,
  routes: readonly RouteInput[],
  secretAt: (path: ConfigPath) => Secret | null,
): BrokerConfig {
  const type = input.type ?? id;
  const isPaper = type === 'paper';
  const names = (route: RouteInput) =>
    (route.brokers ?? []).map((broker) => (typeof broker === 'string' ? broker : broker.name));
  const traded = new Set(routes.filter((route) => names(route).includes(id)).flatMap(({ symbols }) => symbols ?? []));
  const credential = (key: string) => secretAt(['brokers', id, 'credentials', key]);
  const apiKey = credential('apiKey');
  const { rest, stream, wsApi } = input.endpoints ?? {};
  return {
    id,
    type,
    isEnabled: input.enabled,
    environment: isPaper ? 'paper' : (input.environment ?? 'demo'),
    accountSettings: toAccountSettings(input.settings, [...traded]),
    absenceMarginMs: input.absenceMargin,
    limits: input.limits === undefined ? null : toLimits(input.limits),
    warnings: toWarnings(input.warnings),
    paper: isPaper ? toPaper(input.settings) : null,
    venue: isPaper
      ? null
      : {
          credentials:
            apiKey === null
              ? null
              : { apiKey, secretKey: credential('secretKey'), privateKey: credential('privateKey') },
          endpoints: { rest: toBase(rest), stream: toBase(stream), wsApi: toBase(wsApi) },
          recvWindowMs: input.recvWindow,
          allowsWithdrawals: input.allowWithdrawals,
        },
  };
}
