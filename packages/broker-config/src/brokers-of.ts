import type { AccountSettings, BrokerConfig, PerpdeskConfig, VenueConfig } from './perpdesk-config.ts';

/** An account as `initializeBrokers` of `@perpdesk/broker-manager` takes it. */
export interface ConfiguredBroker {
  readonly id: string;
  readonly type: string;
  readonly isEnabled: boolean;
  /** Of its factory; an exchange's secrets stand in it in clear. */
  readonly settings: unknown;
  readonly accountSettings: AccountSettings;
}

/** The accounts of a configuration, in its order. Their secrets are revealed here: hand them on, keep them nowhere. */
export function brokersOf({ brokers }: Pick<PerpdeskConfig, 'brokers'>): readonly ConfiguredBroker[] {
  return brokers.map((broker) => {
    const { id, type, isEnabled, accountSettings } = broker;
    return { id, type, isEnabled, accountSettings, settings: factorySettings(broker) };
  });
}

/** What an account's factory is made with, plain data: amounts as text, an exchange's secrets in clear. */
export function factorySettings(
  broker: Pick<BrokerConfig, 'venue' | 'environment' | 'paper' | 'accountSettings'>,
): unknown {
  return broker.venue === null ? paperSettings(broker) : exchangeSettings(broker.environment, broker.venue);
}

function paperSettings({ paper, accountSettings }: Pick<BrokerConfig, 'paper' | 'accountSettings'>): unknown {
  const { leverage, marginType, positionMode } = accountSettings;
  // the factory reads plain data, amounts as text
  const plain: Readonly<Record<string, unknown>> = JSON.parse(JSON.stringify(paper ?? {}));
  return {
    ...plain,
    ...(leverage === undefined ? {} : { leverage }),
    ...(marginType === undefined ? {} : { marginType }),
    ...(positionMode === undefined ? {} : { positionMode }),
  };
}

function exchangeSettings(environment: string, venue: VenueConfig): unknown {
  const { apiKey, secretKey, privateKey } = venue.credentials ?? {};
  const given = { apiKey, secretKey, privateKey };
  return {
    environment,
    credentials: Object.fromEntries(
      Object.entries(given).flatMap(([name, secret]) => (secret == null ? [] : [[name, secret.reveal()]])),
    ),
    endpoints: Object.fromEntries(Object.entries(venue.endpoints).filter(([, base]) => base !== null)),
    recvWindowMs: venue.recvWindowMs,
  };
}
