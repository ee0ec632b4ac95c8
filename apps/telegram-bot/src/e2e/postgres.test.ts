import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openJournal } from '@perpdesk/journal';
import { createTestDatabase, NO_POSTGRES } from '@perpdesk/journal/testing';
import { sampleAlert } from '../testing/program-bench.ts';
import { runCommand } from './command.ts';
import { createFolder } from './embedded-desk.ts';
import { type ProgramProcess, startProcess, startWords } from './program-process.ts';
import { until } from './until.ts';

const TIMEOUT = 120_000;
const TOKEN = 'a-token-that-is-long-enough-to-guess-in-vain';
const suite = NO_POSTGRES === null ? describe : describe.skip;

const configFor = (url: string) => `brokers:
  paper: { settings: { balances: { USDT: "10000" }, volatility: "0", prices: { BTCUSDT: "60000" } } }
routes:
  trend: { token: { env: ROUTE_TOKEN }, brokers: [paper], symbols: [BTCUSDT], size: { signal: "1" } }
server: { port: 0 }
journal: { url: "${url}", leaseTtl: 5s }
`;

suite(`the program on PostgreSQL${NO_POSTGRES === null ? '' : ` (${NO_POSTGRES})`}`, () => {
  const toEnd: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of toEnd.splice(0).toReversed()) await end();
  }, TIMEOUT);

  test(
    'carries an alert out once, over a kill and a second desk that stands by',
    async () => {
      const { url } = await createTestDatabase();
      const folder = await createFolder();
      toEnd.push(async () => folder[Symbol.asyncDispose]());
      await writeFile(join(folder.path, 'perpdesk.yaml'), configFor(url), { mode: 0o600 });
      const start = () => {
        const child = startProcess(startWords(), { folder: folder.path, env: { ROUTE_TOKEN: TOKEN } });
        toEnd.push(() => child.stop());
        return child;
      };
      const alertsOf = (child: ProgramProcess) =>
        until('the desk is ready', () => {
          if (!child.isRunning()) throw new Error(child.complaints());
          return /^ +alerts +(http:\S+)\/hooks\/<token>$/m.exec(child.output())?.[1];
        });
      const body = sampleAlert();
      const send = async (base: string) => {
        const answer = await fetch(`${base}/hooks/${TOKEN}`, { method: 'POST', body });
        return answer.status;
      };
      const journal = await openJournal(url);
      toEnd.push(() => journal.close());

      const first = start();
      const base = await alertsOf(first);
      expect(first.output()).toContain('journal   postgres://127.0.0.1');
      expect(await send(base)).toBe(200);
      await until('the order is filled', async () => (await journal.listIntents({ states: ['filled'] })).length === 1);

      const perpdesk = (words: string) => runCommand(folder.path, words);
      const [signal] = await journal.listSignals({});
      expect((await perpdesk('signals list')).output).toMatch(/ trend +BTCUSDT +0 → 0\.02 +done +1 filled\n/);
      expect((await perpdesk(`signals show ${signal?.id ?? ''}`)).output).toMatch(/paper +1 increase( +\d+){7}\n/);
      expect(await perpdesk(`signals replay ${signal?.id ?? ''} --dry-run`)).toMatchObject({ code: 0 });
      expect((await perpdesk('journal export --table fills')).output).toContain('"symbol":"BTCUSDT"');
      expect(await perpdesk('journal check')).toMatchObject({ code: 0, output: expect.stringContaining('postgres, ') });
      const backup = await perpdesk('journal backup copy.db');
      expect(backup).toMatchObject({ code: 1, complaints: expect.stringContaining('is backed up with pg_dump') });

      const second = start();
      const standby = await alertsOf(second);
      expect(second.output()).toContain('Another desk on this journal drives the accounts.');
      expect(await send(standby)).toBe(200);
      expect(await second.stop()).toBe(0);

      await first.kill();
      const third = start();
      const last = await alertsOf(third);
      expect(await send(last)).toBe(200);
      // what the dead one had is over after its time
      await until(
        'the third drives',
        async () => !(await (await fetch(`${last}/readyz`)).text()).includes('standing by'),
      );
      expect(await journal.listSignals({})).toHaveLength(1);
      expect(await journal.listFills({})).toHaveLength(1);
      expect(await third.stop()).toBe(0);
      // what was given back is there at once
      expect(await journal.lease({ name: 'desk', owner: 'next', ttlMs: 1_000 })).toMatchObject({ isHeld: true });
    },
    TIMEOUT,
  );
});
