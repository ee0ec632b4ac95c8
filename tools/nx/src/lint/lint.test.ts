import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { type Offence, runOxlint } from './run-oxlint.ts';

const CORE = 'packages/broker-core/src';
const SIGNALS = 'packages/signals/src';
const APP = 'apps/telegram-bot/src';
const boundary = 'perpdesk(boundaries)';
const ambient = 'perpdesk(no-ambient)';
const float = 'perpdesk(no-float)';
const write = 'perpdesk(broker-writes)';
const assertion = 'perpdesk(no-assertion)';

/** Folder, source, and the one rule that it breaks. */
const FORBIDDEN: readonly (readonly [folder: string, source: string, rule: string])[] = [
  [CORE, `import { a } from '@perpdesk/broker-paper';\nexport const b = a;`, boundary],
  [CORE, `export { a } from '@perpdesk/journal';`, boundary],
  ['packages/broker-paper/src', `import type { A } from '@perpdesk/journal/port';\nexport type B = A;`, boundary],
  ['packages/broker-paper/src', `export const a = () => import('@perpdesk/broker-binance');`, boundary],
  ['packages/broker-manager/src', `export { a } from '@perpdesk/signals';`, boundary],
  ['packages/broker-config/src', `export { a } from '@perpdesk/broker-paper';`, boundary],
  ['packages/journal/src', `export { a } from '@perpdesk/broker-manager';`, boundary],
  ['packages/telegram-loopback/src', `export { a } from '@perpdesk/broker-core';`, boundary],
  [SIGNALS, `export { a } from '@perpdesk/journal';`, boundary],
  [SIGNALS, `export type A = import('@perpdesk/journal').A;`, boundary],
  [SIGNALS, `export { a } from '@perpdesk/broker-paper';`, boundary],
  [SIGNALS, `export { a } from '../../broker-core/src/index.ts';`, boundary],
  [APP, `export { a } from '../../../packages/broker-core/src/index.ts';`, boundary],
  [APP, `export { a } from '@perpdesk/tools';`, boundary],

  [CORE, `export const a = Date.now();`, ambient],
  [CORE, `export const a = new Date();`, ambient],
  [CORE, `export const a = Math.random();`, ambient],
  [CORE, `export const a = (f: () => void) => setTimeout(f, 1);`, ambient],
  [CORE, `export const a = (f: () => void) => globalThis.setInterval(f, 1);`, ambient],
  [CORE, `export const a = process.env['HOME'];`, ambient],
  [CORE, `export { randomUUID } from 'node:crypto';`, ambient],
  [CORE, `import { randomUUID } from 'node:crypto';\nexport const a = randomUUID();`, ambient],
  [CORE, `import { setTimeout } from 'node:timers/promises';\nexport const a = () => setTimeout(1);`, ambient],
  [APP, `import { env } from 'node:process';\nexport const a = env;`, ambient],

  [SIGNALS, `export const a = (text: string) => Number(text);`, float],
  [SIGNALS, `export const a = (text: string) => parseFloat(text);`, float],
  [SIGNALS, `export const a = (text: string) => Number.parseFloat(text);`, float],
  [SIGNALS, `export const a = (d: { toNumber(): number }) => d.toNumber();`, float],
  [SIGNALS, `export const a = (text: string) => +text;`, float],
  [SIGNALS, `import { Decimal } from 'decimal.js';\nexport const a = Decimal;`, 'eslint(no-restricted-imports)'],

  [`${SIGNALS}/plan`, `export const a = (b: { placeOrder(): void }) => b.placeOrder();`, write],
  [`${SIGNALS}/plan`, `export const a = (b: { placeOrder(): void }) => b['placeOrder']();`, write],
  ['packages/broker-manager/src', `export const a = (b: { cancelOrder(): void }) => b.cancelOrder();`, write],
  [`${APP}/desk`, `export const a = (b: { closePosition(): void }) => b.closePosition();`, write],
  [`${APP}/desk`, `export const a = (b: { syncPosition(): void }) => b.syncPosition();`, write],
  [`${APP}/desk`, `import { Bot } from 'grammy';\nexport const a = Bot;`, 'eslint(no-restricted-imports)'],
  [
    'packages/journal/src/port',
    `import { Kysely } from 'kysely';\nexport const a = Kysely;`,
    'eslint(no-restricted-imports)',
  ],

  [CORE, `export const a = (b: unknown) => b as string;`, assertion],
  [CORE, `export const a = (b: string | null) => b!;`, 'typescript(no-non-null-assertion)'],
  [CORE, `export const a = (b: any): string => String(b);`, 'typescript(no-explicit-any)'],
  [CORE, `export * from './b.ts';`, 'perpdesk(no-export-all)'],
  [CORE, `export default 1;`, 'import(no-default-export)'],
  [CORE, `// @ts-expect-error because\nexport const a: string = 1;`, 'typescript(ban-ts-comment)'],
  [CORE, `${'\n'.repeat(250)}export const a = 1;`, 'eslint(max-lines)'],
  [CORE, `const a = async () => 1;\nexport const b = () => {\n  a();\n};`, 'typescript(no-floating-promises)'],
];

const ALLOWED: readonly (readonly [file: string, source: string])[] = [
  [`${SIGNALS}/ok.ts`, `export { a } from '@perpdesk/broker-core';\nexport { b } from '@perpdesk/broker-manager';`],
  [
    `${SIGNALS}/port.ts`,
    `export type { A } from '@perpdesk/journal/port';\nexport { a } from '@perpdesk/journal/memory';`,
  ],
  [`${SIGNALS}/execute/ok.ts`, `export const a = (b: { placeOrder(): void }) => b.placeOrder();`],
  [`${SIGNALS}/map/ok.ts`, `export const a = (b: unknown) => b as string;`],
  [
    `${SIGNALS}/literal.ts`,
    `export const a = ['x'] as const;\nexport const b = new Date(0);\nexport const c = -a.length;`,
  ],
  [`${SIGNALS}/shadow.ts`, `export const a = (process: { stop(): void }) => process.stop();`],
  [`${SIGNALS}/ok.test.ts`, `export const a = Number('1') + Date.now();\nexport const b = a as unknown;`],
  [`${APP}/main.ts`, `export { a } from '@perpdesk/broker-paper';\nexport const b = process.argv;`],
  [`${CORE}/system-clock.ts`, `export const a = Date.now();`],
];

const folder = mkdtempSync(join(tmpdir(), 'perpdesk-lint-'));
const oneLine = (source: string) => source.trim().replaceAll('\n', ' ');
const fileOf = (index: number) => `${FORBIDDEN[index]?.[0]}/forbidden-${index}.ts`;
let offences: readonly Offence[] = [];

beforeAll(() => {
  for (const manifest of globSync('{packages,apps,tools}/*/package.json', { cwd: WORKSPACE_ROOT })) {
    cpSync(join(WORKSPACE_ROOT, manifest), join(folder, manifest));
  }
  const config = readFileSync(join(WORKSPACE_ROOT, '.oxlintrc.json'), 'utf8');
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  put('nx.json', '{}');
  put('tsconfig.json', JSON.stringify({ compilerOptions: { strict: true, module: 'nodenext', target: 'es2023' } }));
  put('.oxlintrc.json', config.replace('./tools/nx/', `${WORKSPACE_ROOT}/tools/nx/`));
  put('packages/broker-binance/package.json', '{"name":"@perpdesk/broker-binance","nx":{"tags":["layer:adapter"]}}');
  for (const [index, [, source]] of FORBIDDEN.entries()) put(fileOf(index), source);
  for (const [file, source] of ALLOWED) put(file, source);
  put(`${CORE}/any.test.ts`, `export const a = (b: any): string => String(b);`);
  offences = runOxlint(folder);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

const rulesIn = (file: string) => [
  ...new Set(offences.filter((offence) => offence.file === file).map(({ rule }) => rule)),
];

describe('lint refuses', () => {
  test.each(FORBIDDEN.map(([place, source, rule], index) => ({ place, source: oneLine(source), rule, index })))(
    '$rule: $source in $place',
    ({ rule, index }) => {
      expect(rulesIn(fileOf(index))).toEqual([rule]);
    },
  );
});

test('lint refuses any in tests too', () => {
  expect(rulesIn(`${CORE}/any.test.ts`)).toEqual(['typescript(no-explicit-any)']);
});

describe('lint accepts', () => {
  test.each(ALLOWED.map(([file, source]) => ({ file, source: oneLine(source) })))('$file: $source', ({ file }) => {
    expect(rulesIn(file)).toEqual([]);
  });
});

test('a refusal says who may not import what', () => {
  const found = offences.find(({ file }) => file === fileOf(0));
  expect(found?.message).toBe(
    '@perpdesk/broker-core (layer:core) may not import @perpdesk/broker-paper (layer:adapter).',
  );
});

test('the present tree keeps the boundaries', () => {
  const config = join(folder, 'boundaries.json');
  const plugin = join(WORKSPACE_ROOT, 'tools/nx/src/lint/plugin.ts');
  writeFileSync(
    config,
    JSON.stringify({
      plugins: [],
      jsPlugins: [plugin],
      categories: { correctness: 'off' },
      rules: { 'perpdesk/boundaries': 'error' },
      ignorePatterns: ['**/dist'],
    }),
  );
  expect(runOxlint(WORKSPACE_ROOT, '-c', config, 'packages', 'apps', 'tools')).toEqual([]);
}, 60_000);
