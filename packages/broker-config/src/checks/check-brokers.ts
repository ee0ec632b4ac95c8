import type { Finding } from '../errors/config-error.ts';
import { displayText } from '../errors/display.ts';
import { checkCredentials } from './check-credentials.ts';
import { checkEndpoints } from './check-endpoints.ts';
import { asEntries, asMap, asText, type RawMap } from './raw.ts';

/** Keys that a paper account has no use for, with the values that say nothing. */
const NOT_ON_PAPER: Readonly<Record<string, readonly unknown[]>> = {
  environment: [],
  credentials: [],
  endpoints: [],
  unsafeEndpoints: [false],
  allowWithdrawals: [false],
  recvWindow: ['5s', '5000ms'],
};
const PAPER_SETTINGS = ['balances', 'seed', 'volatility', 'prices', 'fees'] as const;

/** The broker's kind: its `type`, or its name. */
export function typeOfBroker(name: string, broker: RawMap): string {
  return asText(broker['type']) ?? name;
}

/** What the program that reads the file brings along. */
export interface KnownBrokers {
  /** Kinds of broker that a factory was handed in for. */
  readonly types: readonly string[];
  /** By kind: hosts of the exchange itself. */
  readonly hosts: Readonly<Record<string, readonly string[]>>;
}

/** Kinds that nobody handed a factory in for, keys of the wrong kind, missing credentials, foreign hosts. */
export function checkBrokers(raw: unknown, known: KnownBrokers): readonly Finding[] {
  return asEntries(asMap(raw)['brokers']).flatMap(([name, broker]): readonly Finding[] => {
    const type = typeOfBroker(name, broker);
    const at = (...keys: readonly string[]) => ['brokers', name, ...keys];
    if (!known.types.includes(type)) {
      const found =
        broker['type'] === undefined ? `none, and the name ${displayText(type)} is no type` : displayText(type);
      return [{ kind: 'invalid', path: at('type'), found, expected: `a known type: ${known.types.join(', ')}` }];
    }
    const isPaper = type === 'paper';
    const settings = asMap(broker['settings']);
    const strange = isPaper
      ? Object.entries(NOT_ON_PAPER)
          .filter(([key, idle]) => Object.hasOwn(broker, key) && !idle.includes(broker[key]))
          .map(([key]) => at(key))
      : PAPER_SETTINGS.filter((key) => Object.hasOwn(settings, key)).map((key) => at('settings', key));
    const findings = strange.map((path): Finding => {
      const found = `${path.at(-1)} on a broker of type ${isPaper ? 'paper' : displayText(type)}`;
      return { kind: 'invalid', path, found, expected: 'it left out', atKey: true };
    });
    if (isPaper) return findings;
    const hosts = Object.hasOwn(known.hosts, type) ? (known.hosts[type] ?? []) : [];
    return [...findings, ...checkCredentials(name, broker), ...checkEndpoints(name, broker, hosts)];
  });
}
