import type { Finding } from '../errors/config-error.ts';
import { displayText } from '../errors/display.ts';
import { asEntries, asMap, asText, type RawMap } from './raw.ts';

const NOT_ON_PAPER = ['environment', 'credentials', 'endpoints'] as const;
const PAPER_SETTINGS = ['balances', 'seed', 'volatility', 'prices', 'fees'] as const;

/** The broker's kind: its `type`, or its name. */
export function typeOfBroker(name: string, broker: RawMap): string {
  return asText(broker['type']) ?? name;
}

/** Kinds that nobody handed a factory in for, and settings of the wrong kind. */
export function checkBrokers(raw: unknown, knownTypes: readonly string[]): readonly Finding[] {
  return asEntries(asMap(raw)['brokers']).flatMap(([name, broker]): readonly Finding[] => {
    const type = typeOfBroker(name, broker);
    const at = (...keys: readonly string[]) => ['brokers', name, ...keys];
    if (!knownTypes.includes(type)) {
      const found =
        broker['type'] === undefined ? `none, and the name ${displayText(type)} is no type` : displayText(type);
      return [{ kind: 'invalid', path: at('type'), found, expected: `a known type: ${knownTypes.join(', ')}` }];
    }
    const isPaper = type === 'paper';
    const settings = asMap(broker['settings']);
    const strange = isPaper
      ? NOT_ON_PAPER.filter((key) => Object.hasOwn(broker, key)).map((key) => at(key))
      : PAPER_SETTINGS.filter((key) => Object.hasOwn(settings, key)).map((key) => at('settings', key));
    return strange.map((path) => ({
      kind: 'invalid',
      path,
      found: `${path.at(-1)} on a broker of type ${isPaper ? 'paper' : displayText(type)}`,
      expected: 'it left out',
      atKey: true,
    }));
  });
}
