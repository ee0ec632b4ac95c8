import type { BrokerNames } from './broker-names.ts';
import { brokerSource } from './broker-source.ts';

/** The files of a broker's package, by their path in it. */
export function brokerFiles(names: BrokerNames, version: string): Readonly<Record<string, string>> {
  const { name } = names;
  return {
    'package.json': `${JSON.stringify(manifest(names, version), null, 2)}\n`,
    'tsconfig.json': `${JSON.stringify({ extends: '../../tsconfig.base.json', references: [{ path: '../broker-core' }] }, null, 2)}\n`,
    'README.md': readme(names),
    'src/index.ts': index(names),
    [`src/${name}-capabilities.ts`]: capabilities(names),
    [`src/${name}-broker.ts`]: brokerSource(names),
    [`src/${name}-broker-factory.ts`]: factory(names),
    'src/conformance.test.ts': conformanceTest(names),
    'src/index.test.ts': indexTest(names),
  };
}

function manifest({ name, title }: BrokerNames, version: string) {
  const entry = { '@perpdesk/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' };
  return {
    name: `@perpdesk/broker-${name}`,
    version,
    private: true, // until it is whole: what is not built must not be published
    description: `${title} perpetual futures behind the broker contract.`,
    license: 'MIT',
    files: ['dist', 'src', '!**/*.test.*', '!**/*.tsbuildinfo'],
    type: 'module',
    sideEffects: false,
    exports: { '.': entry, './package.json': './package.json' },
    publishConfig: { access: 'public', provenance: true },
    dependencies: { '@perpdesk/broker-core': `^${version}` },
    engines: { node: '>=22.13' },
    nx: { tags: ['layer:adapter'] },
  };
}

function readme({ name, title, type }: BrokerNames): string {
  return `# @perpdesk/broker-${name}

${title} perpetual futures behind the \`Broker\` contract of \`@perpdesk/broker-core\`.

\`create${type}BrokerFactory()\` makes the factory that a registry or a broker manager takes. What is not built throws \`unsupported\` with outcome \`not-sent\`: nothing is ever downgraded in silence.

\`npx vitest run packages/broker-${name}\` runs the conformance kit; the ids that are red are what is to be built.
`;
}

function index({ name, type, constant }: BrokerNames): string {
  return `export { ${constant}_CAPABILITIES } from './${name}-capabilities.ts';
export { create${type}BrokerFactory } from './${name}-broker-factory.ts';
export { create${type}Broker, type ${type}BrokerOptions } from './${name}-broker.ts';
`;
}

function capabilities({ title, constant }: BrokerNames): string {
  return `import type { Capability } from '@perpdesk/broker-core';

/** What ${title} can do beyond the contract's core. A case of the kit whose needs are not among these is skipped by name. */
export const ${constant}_CAPABILITIES: readonly Capability[] = ['market', 'limit', 'one-way-mode', 'cross-margin'];
`;
}

function factory({ name, title, type }: BrokerNames): string {
  return `import type { BrokerFactory } from '@perpdesk/broker-core';
import { create${type}Broker } from './${name}-broker.ts';

/** A factory of ${title} brokers, for a registry: \`registerBroker('${name}', create${type}BrokerFactory())\`. */
export function create${type}BrokerFactory(): BrokerFactory {
  return ({ id, clock, logger }) => create${type}Broker({ id, environment: 'demo', clock, logger });
}
`;
}

function conformanceTest({ name, type, constant }: BrokerNames): string {
  return `import { test } from 'vitest';
import { type Bench, conformance, CONFORMANCE_CASES } from '@perpdesk/broker-core/testing';
import { ${constant}_CAPABILITIES } from './${name}-capabilities.ts';
import { create${type}Broker } from './${name}-broker.ts';

async function createBench(): Promise<Bench> {
  const broker = create${type}Broker({ id: '${name}-test', environment: 'demo' });
  await broker.connect();
  return { broker, symbols: ['BTCUSDT', 'ETHUSDT'], close: () => broker.close() };
}

conformance(test, CONFORMANCE_CASES, createBench, [...${constant}_CAPABILITIES, 'fills', 'two-symbols']);
`;
}

function indexTest({ name, type }: BrokerNames): string {
  return `import { expect, test } from 'vitest';
import { createBrokerRegistry, silentLogger, systemClock } from '@perpdesk/broker-core';
import { create${type}BrokerFactory } from './index.ts';

test('it registers, and says what it is', () => {
  const registry = createBrokerRegistry();
  registry.registerBroker('${name}', create${type}BrokerFactory());
  const options = { id: 'main', clock: systemClock, logger: silentLogger, settings: {} };
  expect(registry.createBroker('${name}', options)).toMatchObject({ id: 'main', venue: '${name}', isConnected: false });
});
`;
}
