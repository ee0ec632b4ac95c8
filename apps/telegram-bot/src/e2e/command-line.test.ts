import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createFolder, startEmbeddedDesk } from './embedded-desk.ts';
import { BIN, startProcess, startWords } from './program-process.ts';

const TIMEOUT = 120_000;
const TOKEN = 'a-token-that-is-long-enough-to-guess-in-vain';

const GOOD = `brokers:
  paper: { settings: { balances: { USDT: "10000" } } }
routes:
  trend: { token: { env: ROUTE_TOKEN }, brokers: [paper], symbols: [BTCUSDT], size: { signal: "1" }, relay: [desk] }
telegram: { loopback: true, users: { "1000001": owner }, chats: { desk: { id: "1000001" } } }
server: { port: 0 }
journal: { url: "sqlite:perpdesk.db" }
`;

describe('the program', () => {
  const toEnd: AsyncDisposable[] = [];
  afterEach(async () => {
    for (const it of toEnd.splice(0).toReversed()) await it[Symbol.asyncDispose]();
  }, TIMEOUT);

  const run = async (words: readonly string[], files: Readonly<Record<string, string>>) => {
    const folder = await createFolder();
    toEnd.push(folder);
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text, { mode: 0o600 });
    const child = startProcess(words, { folder: folder.path, env: { ROUTE_TOKEN: TOKEN } });
    toEnd.push({ [Symbol.asyncDispose]: async () => void (await child.stop()) });
    return { code: await child.ended, output: child.output(), complaints: child.complaints() };
  };

  test(
    'names what is wrong in a configuration, and ends with 2',
    async () => {
      const bad = GOOD.replace('symbols: [BTCUSDT]', 'symbols: BTCUSDT').replace('"10000"', 'lots');
      for (const words of [startWords(), [BIN, 'start'], [BIN, 'check']]) {
        const { code, complaints, output } = await run([...words, '--config', 'bad.yaml'], { 'bad.yaml': bad });
        expect(code).toBe(2);
        expect(output).toBe('');
        expect(complaints).toMatch(/^bad\.yaml:2:\d+ /);
        expect(complaints).toContain('brokers.paper.settings.balances.USDT');
        expect(complaints).toContain('"lots"');
        expect(complaints).toContain('routes.trend.symbols');
        expect(complaints).toMatch(/expected/i);
        expect(complaints).toMatch(/found/i);
        expect(complaints).not.toContain(TOKEN);
      }
    },
    TIMEOUT,
  );

  test(
    'says that a configuration is not there, and ends with 2',
    async () => {
      const { code, complaints } = await run([...startWords(), '--config', 'none.yaml'], {});
      expect(code).toBe(2);
      expect(complaints).toContain('none.yaml');
    },
    TIMEOUT,
  );

  test(
    'looks at a good configuration and changes nothing',
    async () => {
      const { code, output, complaints } = await run([BIN, 'check'], { 'perpdesk.yaml': GOOD });
      expect(complaints).toBe('');
      expect(output).toContain('perpdesk.yaml');
      expect(output).toContain('✓ PAPER paper: connected, 10000 USDT, one-way');
      expect(output).toContain('✓ route trend: chain, BTCUSDT on paper');
      expect(output).not.toContain(TOKEN);
      expect(code).toBe(0);
    },
    TIMEOUT,
  );

  test(
    'does not take a journal that another process holds, and says which',
    async () => {
      const desk = await startEmbeddedDesk();
      toEnd.push(desk);
      const second = startProcess(startWords(), { folder: desk.folder });
      toEnd.push({ [Symbol.asyncDispose]: async () => void (await second.stop()) });
      expect(await second.ended).toBe(1);
      expect(second.complaints()).toContain(join(desk.folder, 'perpdesk.db'));
      expect(second.complaints()).toContain(`process ${desk.process.pid} `);
      expect(second.output()).toBe('');
      // the first goes on
      await desk.owner.say('/status');
      await desk.owner.sees('PAPER paper · ✓ connected');
    },
    TIMEOUT,
  );
});
