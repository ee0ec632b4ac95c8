import { describe, expect, test } from 'vitest';
import * as api from './index.ts';
import { configJsonSchema } from './config-json-schema.ts';
import { knownKeys } from './errors/known-keys.ts';
import { findConfig } from './find-config.ts';
import { nearMiss } from './near-miss.ts';
import { NOT_BUILT_YET } from './not-built-yet.ts';
import { MAX_BYTES, readYaml } from './yaml/read-yaml.ts';

test('exports', () => {
  expect(Object.keys(api).toSorted()).toEqual([
    'CONFIG_FILE_NAME',
    'EMBEDDED_CONFIG_TEXT',
    'NOTIFY_TYPES',
    'NOT_BUILT_YET',
    'brokersOf',
    'configJsonSchema',
    'createSecret',
    'embeddedConfig',
    'factorySettings',
    'findConfig',
    'formatConfigErrors',
    'formatConfigWarnings',
    'loadConfig',
    'planReload',
  ]);
});

test('the file asked for, else the one in the folder, else the embedded one', async () => {
  const exists = async (path: string) => path === '/here/perpdesk.yaml';
  expect(await findConfig({ cwd: '/here', explicitPath: 'x.yaml', exists })).toEqual({
    source: 'explicit',
    path: 'x.yaml',
  });
  expect(await findConfig({ cwd: '/here', exists })).toEqual({ source: 'found', path: '/here/perpdesk.yaml' });
  expect(await findConfig({ cwd: '/there', exists })).toEqual({ source: 'embedded', path: null });
});

describe('the schema', () => {
  test('knows every path of the table of what is not built', () => {
    for (const { path } of NOT_BUILT_YET) {
      const keys = path.split('.').filter((key, index, all) => key !== '*' || index < all.length - 1);
      expect(knownKeys(keys.slice(0, -1))).toContain(keys.at(-1));
    }
  });

  test('describes what is built', () => {
    const text = JSON.stringify(configJsonSchema());
    expect(text).toContain('The accounts, by name.');
    expect(text).toContain('"default":"native"');
    expect(knownKeys([])).toEqual(['brokers', 'routes', 'telegram', 'server', 'journal']);
    expect(knownKeys(['routes', 'x', 'brokers', 0])).toEqual(['name', 'factor', 'dryRun']);
  });
});

test('a near miss is at most two letters away', () => {
  expect(nearMiss('symbls', ['symbols', 'size'])).toBe('symbols');
  expect(nearMiss('Symbols', ['symbols'])).toBe('symbols');
  expect(nearMiss('colour', ['symbols', 'size'])).toBeNull();
  expect(nearMiss('ab', ['id'])).toBeNull();
  expect(nearMiss('x'.repeat(1_000), ['x'.repeat(1_000)])).toBeNull();
});

describe('YAML', () => {
  test('a file above the size limit is refused unread', () => {
    expect(readYaml(`a: ${'x'.repeat(MAX_BYTES)}`)).toMatchObject({
      ok: false,
      problems: [{ found: 'more than 256 kB' }],
    });
  });

  test('many faults end in a bounded list', () => {
    const result = readYaml(Array.from({ length: 5_000 }, () => 'a: *x').join('\n'));
    expect(result.ok || result.problems.length).toBeLessThanOrEqual(50);
  });

  test('whole numbers are exact and others are none', () => {
    const text = 'a: 12\nb: 0x1F\nc: 1.5\nd: "12"\ne: 99999999999999999999\nf: no\ng: ~';
    const result = readYaml(text);
    const values = result.ok && result.root.kind === 'map' ? result.root.entries.map(({ value }) => value) : [];
    expect(values.map((node) => node.kind === 'scalar' && node.value)).toEqual([12, NaN, NaN, '12', NaN, 'no', null]);
  });
});
