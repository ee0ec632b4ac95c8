import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { CONFORMANCE_CASES } from '@perpdesk/broker-core/testing';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { brokerFiles } from './broker-files.ts';
import { toBrokerNames } from './broker-names.ts';

mkdirSync(join(WORKSPACE_ROOT, 'tmp'), { recursive: true });
const folder = mkdtempSync(join(WORKSPACE_ROOT, 'tmp/generated-'));
const root = join(folder, 'packages/broker-acme');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runNode(bin: string, ...args: readonly string[]) {
  const env = { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' };
  return spawnSync(process.execPath, [join(WORKSPACE_ROOT, 'node_modules', bin), ...args], {
    cwd: WORKSPACE_ROOT,
    encoding: 'utf8',
    env,
  });
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

describe('a generated broker', () => {
  const files = brokerFiles(toBrokerNames({ name: 'acme' }), '0.1.0');
  for (const [path, content] of Object.entries(files)) write(join(root, path), content);

  test('is published by nobody while it is not whole, and then with its provenance', () => {
    expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({
      private: true,
      publishConfig: { access: 'public', provenance: true },
    });
  });

  test('compiles by the rules of the house', () => {
    const settings = {
      extends: join(WORKSPACE_ROOT, 'tsconfig.base.json'),
      compilerOptions: {
        composite: false,
        declaration: true,
        noEmit: true,
        tsBuildInfoFile: null,
        typeRoots: [join(WORKSPACE_ROOT, 'node_modules/@types')],
      },
      include: ['src'],
    };
    write(join(root, 'tsconfig.json'), JSON.stringify(settings));
    const { status, stdout } = runNode('@typescript/native/bin/tsc', '-p', root);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  }, 120_000);

  test('registers, and its conformance run lists the ids of what is to be built', () => {
    const result = join(folder, 'result.json');
    write(join(folder, 'package.json'), '{ "type": "module" }');
    write(join(folder, 'vitest.config.js'), `export { default } from '${WORKSPACE_ROOT}/vitest.config.js';\n`);
    runNode('vitest/vitest.mjs', 'run', '--root', folder, '--reporter=json', `--outputFile=${result}`);
    const { testResults } = JSON.parse(readFileSync(result, 'utf8')) as {
      readonly testResults: readonly {
        readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
      }[];
    };
    const all = testResults.flatMap(({ assertionResults }) => assertionResults);
    const idsOf = (status: string): readonly string[] =>
      all.filter((one) => one.status === status).map(({ title }) => title.replace(/ .*/, ''));
    expect(idsOf('passed')).toEqual(['it']);
    const known: readonly string[] = CONFORMANCE_CASES.map(({ id }) => id);
    const red = idsOf('failed');
    expect(red.length).toBeGreaterThan(50);
    expect(red.filter((id) => !known.includes(id))).toEqual([]);
    expect(new Set([...red, ...idsOf('skipped')])).toEqual(new Set(known));
  }, 120_000);
});

test('the page names the cases of every group in one of its phases', () => {
  const page = readFileSync(join(WORKSPACE_ROOT, 'docs/adding-a-broker.md'), 'utf8');
  const phases = [...page.matchAll(/^\| \d\. .*\| ([A-Z, ]+) \|$/gm)].flatMap(([, groups = '']) => groups.split(', '));
  expect(phases.toSorted()).toEqual([...new Set(CONFORMANCE_CASES.map(({ id }) => `${id.split('-')[0]}`))].toSorted());
});

test('nx finds it', () => {
  const { status, stdout, stderr } = runNode('nx/dist/bin/nx.js', 'g', '@perpdesk/tools:broker', 'acme', '--dry-run');
  expect({ status, stderr }).toMatchObject({ status: 0 });
  for (const file of ['src/acme-broker.ts', 'LICENSE'])
    expect(stripVTControlCharacters(stdout)).toContain(`CREATE packages/broker-acme/${file}`);
}, 120_000);

describe('a name', () => {
  test.each(['', 'a', 'OKX', 'o k', '../x', '1x', 'x'.repeat(21)])('%j is none', (name) => {
    expect(() => toBrokerNames({ name })).toThrow('is no name for a broker');
  });
  test('with a title of its own', () => {
    expect(toBrokerNames({ name: 'okx', title: 'OKX' })).toEqual({
      name: 'okx',
      title: 'OKX',
      type: 'Okx',
      constant: 'OKX',
    });
    expect(() => toBrokerNames({ name: 'okx', title: '`x' })).toThrow('is no title');
  });
});
