import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { runEmbeddedDesk } from './desk.ts';
import { loadProgram, runExamples, STRICT_OPTIONS } from './examples.ts';
import { measureInstalled, type Installed } from './installed.ts';
import { countLocked, type LockedPackages } from './locked-dependencies.ts';
import { createProject, type Project } from './project.ts';
import { publishedPackages } from './published-packages.ts';
import { examplesOf, installedBy } from './readme.ts';
import { startRegistry, type Registry } from './registry.ts';
import { node } from './run.ts';
import { readSizes, staleSizes, writeSizes, type SizeRow } from './size-page.ts';
import { pruneBuild, publishAll, strayFiles, unreachedSources, type Tarball } from './tarball.ts';
import { WORKSPACE_ROOT } from './workspace-root.ts';

const ALL = publishedPackages();
const APP = '@perpdesk/telegram-bot';
const LIBRARIES = ALL.filter(({ manifest }) => manifest.name !== APP);
const TWO_AT_ONCE = { concurrency: 2 };

let folder = '';
let registry: Registry;
let tarballs: readonly Tarball[] = [];
const installed = new Map<string, Installed>();

const tarballOf = (name: string) =>
  tarballs.find((tarball) => tarball.name === name) ?? assert.fail(`${name} was not published.`);
const project = (name: string, type: 'module' | 'commonjs'): Promise<Project> =>
  createProject(join(folder, name), { type, npmrc: registry.npmrc });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'perpdesk-packages-'));
  registry = await startRegistry(folder);
  for (const { folder: at } of ALL) await pruneBuild(at);
});

after(async () => {
  await registry.close();
  await rm(folder, { recursive: true, maxRetries: 3 });
});

test('a publish without provenance, from a machine of one’s own, is refused', async () => {
  await assert.rejects(publishAll(['packages/broker-core'], registry.options), /provenance/);
});

test('all packages are published', async () => {
  const folders = ALL.map((each) => each.folder);
  tarballs = await publishAll(folders, [...registry.options, '--provenance=false']);
  assert.equal(tarballs.length, ALL.length);
});

describe('a tarball', () => {
  for (const { manifest, folder: at } of ALL) {
    test(`of ${manifest.name} holds what its users need and no file more`, async () => {
      const { files } = tarballOf(manifest.name);
      assert.deepEqual(strayFiles(files), []);
      for (const needed of ['LICENSE', 'README.md', 'package.json']) assert.ok(files.includes(needed), needed);
      const exported = Object.values(manifest.exports).flatMap((target) =>
        typeof target === 'string' ? [target] : Object.values(target),
      );
      const entries = [...exported, ...Object.values(manifest.bin ?? {})];
      for (const path of entries) assert.ok(files.includes(join(path)), path);
      assert.deepEqual(await unreachedSources(join(WORKSPACE_ROOT, at), files, entries), []);
    });
  }
});

describe('a package alone', TWO_AT_ONCE, () => {
  for (const each of ALL) {
    const { manifest, entries, readme } = each;
    const { name } = manifest;
    test(`${name} installs, loads by import and by require, and its README’s examples run`, async () => {
      const outside = await project(name, 'module');
      await outside.install(name);
      installed.set(name, await measureInstalled(outside.folder));
      const load = await outside.write('load.mjs', loadProgram(entries));
      assert.deepEqual(await node(outside.folder, load), { code: 0, stdout: '', stderr: '' });
      for (const [bin, file] of Object.entries(manifest.bin ?? {})) {
        const help = await node(outside.folder, join('node_modules', name, file), '--help');
        assert.match(help.stdout, new RegExp(bin));
        assert.deepEqual([help.code, help.stderr], [0, '']);
      }

      const others = installedBy(readme).filter((other) => other !== name);
      if (others.length > 0) await outside.install(...others);
      await runExamples(outside, each, 'import');
    });
  }
});

describe('a CommonJS project', TWO_AT_ONCE, () => {
  let outside: Project;
  before(async () => {
    outside = await project('commonjs', 'commonjs');
    await outside.install(...LIBRARIES.flatMap(({ readme }) => installedBy(readme)));
  });

  for (const each of LIBRARIES) {
    test(`runs the examples of ${each.manifest.name} by require()`, () => runExamples(outside, each, 'require'));
  }
});

describe('a TypeScript project', TWO_AT_ONCE, () => {
  let outside: Project;
  before(async () => {
    outside = await project('typescript', 'module');
    const named = LIBRARIES.flatMap(({ readme }) => installedBy(readme));
    await outside.install(...named, 'oldest@npm:typescript@5.9.3', 'newest@npm:typescript@7.0.2', '@types/node@22');
    for (const [index, { code }] of LIBRARIES.flatMap(({ readme }) => examplesOf(readme)).entries()) {
      await outside.write(`example-${index + 1}.mts`, code);
    }
    const entries = LIBRARIES.flatMap((each) => each.entries);
    const imports = entries.map((entry, index) => `import * as entry${index} from '${entry}';`);
    const used = `export const names = [${entries.map((_, index) => `Object.keys(entry${index})`).join(', ')}];`;
    for (const file of ['entries.mts', 'entries.cts']) await outside.write(file, [...imports, used, ''].join('\n'));
    // the types of the packages and of what they bring are checked; those of what else an example uses are not
    for (const [name, skipLibCheck] of [['entries', false] as const, ['example', true] as const]) {
      const compilerOptions = { ...STRICT_OPTIONS, skipLibCheck };
      await outside.write(
        `${name}.json`,
        JSON.stringify({ compilerOptions, include: [`${name}*.mts`, `${name}*.cts`] }),
      );
    }
  });

  for (const version of ['oldest', 'newest']) {
    test(`passes the ${version} compiler: every entry with all its types, and every example`, async () => {
      const compiler = join('node_modules', version, 'bin/tsc');
      for (const config of ['entries.json', 'example.json']) {
        const result = await node(outside.folder, compiler, '-p', config);
        assert.deepEqual(result, { code: 0, stdout: '', stderr: '' });
      }
    });
  }
});

describe('the program alone', () => {
  const at = () => join(folder, APP);
  const perpdesk = (word: string) => node(at(), 'node_modules/.bin/perpdesk', word);

  test('perpdesk --help tells its commands', async () => {
    const { code, stdout, stderr } = await perpdesk('--help');
    assert.match(stdout, /^Usage: perpdesk \[start \| check\]/);
    assert.deepEqual([code, stderr], [0, '']);
  });

  test('perpdesk check finds the embedded desk fine', async () => {
    const { code, stdout, stderr } = await perpdesk('check');
    assert.match(stdout, /^✓ PAPER paper: connected/m);
    assert.deepEqual([code, stderr], [0, '']);
  });

  test('perpdesk start is ready on the embedded desk, and stops', async () => {
    assert.deepEqual(await runEmbeddedDesk(at()), { ready: 200, code: 0, stderr: 'Stopping.\n' });
  });
});

test('a release would give all packages one version, new ranges and a changelog', async () => {
  const nx = join(WORKSPACE_ROOT, 'node_modules/nx/dist/bin/nx.js');
  const words = ['release', 'patch', '--dry-run', '--first-release', '--skip-publish'];
  const { code, stdout: coloured, stderr } = await node(WORKSPACE_ROOT, nx, ...words);
  assert.equal(code, 0, stderr);
  const stdout = stripVTControlCharacters(coloured); // in CI it is coloured, whoever reads it
  const next = ALL[0]?.manifest.version.replace(/\d+$/, (patch) => `${Number(patch) + 1}`);
  for (const { manifest, folder: at } of ALL) {
    assert.ok(stdout.includes(`New version ${next} written to manifest: ${at}/package.json`), manifest.name);
    assert.ok(stdout.includes(`in ${at}/CHANGELOG.md for v${next}`), manifest.name);
  }
  assert.ok(stdout.includes(`in CHANGELOG.md for v${next}`));
  assert.ok(stdout.includes(`+     "@perpdesk/broker-core": "^${next}"`));
});

test('docs/packages.md says how large each package is and how many come with it', async () => {
  const file = join(WORKSPACE_ROOT, 'docs/packages.md');
  const lock: { readonly packages: LockedPackages } = JSON.parse(
    await readFile(join(WORKSPACE_ROOT, 'package-lock.json'), 'utf8'),
  );
  const measured = ALL.map(({ manifest: { name }, folder: at }): SizeRow => {
    const { size, dependencies } = installed.get(name) ?? assert.fail(`${name} was not installed.`);
    const locked = countLocked(lock.packages, at);
    // a registry may have newer versions than the lock; what they bring is not much else
    const most = Math.max(2, locked / 10);
    assert.ok(Math.abs(dependencies - locked) <= most, `${name}: ${dependencies} came, ${locked} are locked`);
    return { name, tarball: tarballOf(name).size, installed: size, dependencies: locked };
  });
  const page = await readFile(file, 'utf8');
  if (process.argv.includes('--write')) await writeFile(file, writeSizes(page, measured));
  const said = readSizes(await readFile(file, 'utf8'));
  const saidOf = (name: string) => said.find((row) => row.name === name);
  assert.deepEqual(
    measured.flatMap((row) => staleSizes(saidOf(row.name), row)),
    [],
  );
  assert.equal(said.length, measured.length);
});
