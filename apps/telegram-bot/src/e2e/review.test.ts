import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMBEDDED_CONFIG_TEXT } from '@perpdesk/broker-config';
import { openJournal } from '@perpdesk/journal';
import { type CommandResult, reviewHere, runCommand } from './command.ts';
import { type EmbeddedDesk, startEmbeddedDesk } from './embedded-desk.ts';
import { type AlertRequest, postAlert, readCall, toFlat, withFields } from './sample-call.ts';
import { until } from './until.ts';

const TIMEOUT = 120_000;

interface Listed {
  readonly id: string;
  readonly state: string;
  readonly outcome: string;
}

describe('the commands that read a journal, while an embedded desk runs', () => {
  let desk: EmbeddedDesk;
  let sample: AlertRequest;
  const ids = { opened: '', flat: '', refused: '', broken: '' };
  const run = (words: string): Promise<CommandResult> => reviewHere(desk.folder, words);
  const runApart = (words: string): Promise<CommandResult> => runCommand(desk.folder, words);

  beforeAll(async () => {
    desk = await startEmbeddedDesk();
    sample = await readCall(desk.printed.call);
    const send = async (request: AlertRequest): Promise<string> => (await postAlert(request)).body['signalId'] ?? '';
    ids.opened = await send(withFields(sample, {}));
    await desk.owner.sees('bought');
    ids.flat = await send(toFlat(sample));
    await desk.owner.sees('sold');
    await desk.owner.say('/pause');
    await desk.owner.sees('Paused');
    ids.refused = await send(withFields(sample, {}));
    await desk.owner.sees('no order');
    ids.broken = await send({ url: sample.url, body: '{"symbol": {{ticker}}, "passphrase": "planted-secret"}' });
    await until('all is settled', async () => {
      const { output } = await run('signals list --json');
      const listed = JSON.parse(output) as readonly Listed[];
      return listed.length === 4 && listed.every(({ state }) => state === 'done' || state === 'refused');
    });
  }, TIMEOUT);
  afterAll(async () => {
    await desk[Symbol.asyncDispose]();
  }, TIMEOUT);

  test(
    'signals list shows what came in, newest first, and as asked for',
    async () => {
      const { code, output, complaints } = await runApart('signals list');
      expect([code, complaints]).toEqual([0, '']);
      const [head, ...lines] = output.trimEnd().split('\n');
      expect(head).toMatch(/^received \(UTC\) +signal +route +symbol +asks +state +outcome$/);
      expect(lines.map((line) => line.split(/ {2,}/).slice(1).join(' | '))).toEqual([
        expect.stringMatching(new RegExp(`^${ids.broken} \\| demo \\| refused \\| `)),
        `${ids.refused} | demo | BTCUSDT | 0 → 0.02 | done | 1 paused`,
        `${ids.flat} | demo | BTCUSDT | 0.02 → 0 | done | 1 filled`,
        `${ids.opened} | demo | BTCUSDT | 0 → 0.02 | done | 1 filled`,
      ]);
      for (const line of output.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
      const of = async (words: string) =>
        (JSON.parse((await run(`signals list --json ${words}`)).output) as readonly Listed[]).map(({ id }) => id);
      expect(await of('--state refused')).toEqual([ids.broken]);
      expect(await of('--limit 2')).toEqual([ids.broken, ids.refused]);
      expect(await of('--route other')).toEqual([]);
      expect(await of('--since 2020-01-01 --route demo --state done')).toEqual([ids.refused, ids.flat, ids.opened]);
      expect((await run('signals list --since 0s')).output).toBe('No signals.\n');
    },
    TIMEOUT,
  );

  test(
    'signals show tells all about one, with the ms of each step',
    async () => {
      const { code, output, complaints } = await runApart(`signals show ${ids.opened}`);
      expect([code, complaints]).toEqual([0, '']);
      for (const part of [
        `Signal ${ids.opened} of demo: done\n`,
        '"strategy": "btc-trend"',
        'BTCUSDT 0 → 0.02 (open)',
        'nothing was applied of it before; the signal follows on that.',
        'paper · order 1, increase: filled · buy 0.02 BTCUSDT, filled 0.02 at ',
        ' · buy 0.02\n',
        'the strategy owns 0 (flat)',
        'position 0 (one-way), mark price ',
        'gates       open',
        'size.type signal',
        'attempt 1   pp-',
        'fill 1      0.02 at ',
        'desk, order.filled, sent · ',
      ]) {
        expect(output).toContain(part);
      }
      expect(output).toMatch(/account +order +parsed +planned +marked +sent +acknowledged +filled +in all\n/);
      expect(output).toMatch(/paper +1 increase( +\d+){7}\n/);
      for (const line of output.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
      const refused = await run(`signals show ${ids.refused}`);
      expect(refused.output).toContain('why         paused: Entries are paused until someone resumes.');
      expect(refused.output).toContain('gates       paused');
      const broken = await run(`signals show ${ids.broken}`);
      expect(broken.output).toContain('refused (bad-json)');
      expect(broken.output).not.toContain('planted-secret');
      const story: unknown = JSON.parse((await run(`signals show ${ids.flat} --json`)).output);
      expect(story).toMatchObject({
        row: { id: ids.flat },
        stored: { signal: { next: '0', transition: 'close' } },
        plan: { step: { type: 'fits' }, stream: { lastPosition: '0.02' } },
        legs: [{ intent: { kind: 'reduce', state: 'filled' }, plan: { ledger: { owned: '0.02' } } }],
      });
    },
    TIMEOUT,
  );

  test(
    'an id that is not known is answered in one line, with those that are near',
    async () => {
      expect(await run(`signals show ${ids.opened.slice(0, -2)}`)).toMatchObject({
        code: 1,
        output: '',
        complaints: expect.stringMatching(new RegExp(`Near it: (\\w+, )*${ids.opened}`)),
      });
      expect((await run('signals show none-at-all')).complaints.trim().split('\n')).toHaveLength(1);
      expect(await runApart('signals replay none-at-all --dry-run')).toMatchObject({ code: 1, output: '' });
    },
    TIMEOUT,
  );

  test(
    'signals replay runs dry, finds nothing, and finds what a changed route would do',
    async () => {
      const range = `${ids.opened}..${ids.broken}`;
      expect(await runApart(`signals replay ${range}`)).toMatchObject({
        code: 2,
        output: '',
        complaints: expect.stringContaining('replay only ever runs dry'),
      });
      const same = await runApart(`signals replay ${range} --dry-run`);
      expect(same).toMatchObject({ code: 0, output: '4 signals: 4 the same, 0 different, 0 not replayed.\n' });
      expect((await run(`signals replay ${ids.opened} --dry-run`)).output).toContain('increase: the same · buy 0.02');
      const changed = EMBEDDED_CONFIG_TEXT.replace('{ signal: "1" }', '{ signal: "2" }');
      await writeFile(join(desk.folder, 'changed.yaml'), changed, { mode: 0o600 });
      const found = await run(`signals replay ${range} --dry-run --config changed.yaml`);
      expect(found.code).toBe(1);
      expect(found.output).toContain('order: then buy 0.02; now buy 0.04\n');
      expect(found.output).toContain('size.factor: then 1; now 2\n');
      expect(found.output).toContain('4 signals: 3 the same, 1 different, 0 not replayed.\n');
      const json: unknown = JSON.parse((await run(`signals replay ${ids.flat} --dry-run --json`)).output);
      expect(json).toMatchObject([{ signalId: ids.flat, verdict: 'same', legs: [{ plan: 'sell 0.02' }] }]);
    },
    TIMEOUT,
  );

  test(
    'journal export, backup and check read beside the desk, and overwrite nothing',
    async () => {
      expect(await run('journal check')).toMatchObject({ code: 0, complaints: '' });
      const lines = (await run('journal export --table signals')).output.trimEnd().split('\n');
      expect(lines.map((line) => (JSON.parse(line) as Listed).id)).toEqual([
        ids.opened,
        ids.flat,
        ids.refused,
        ids.broken,
      ]);
      expect((await runApart('journal export --format csv --table fills --out fills.csv')).complaints).toBe(
        '2 rows written to fills.csv.\n',
      );
      const path = join(desk.folder, 'fills.csv');
      const csv = await readFile(path, 'utf8');
      expect(csv.split('\r\n')).toHaveLength(4);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect(await runApart('journal export --format csv --table intents --out fills.csv')).toMatchObject({
        code: 1,
        complaints: 'fills.csv is there already: name another file.\n',
      });
      expect(await readFile(path, 'utf8')).toBe(csv);

      expect(await runApart('journal backup copy.db')).toMatchObject({ code: 0, complaints: '' });
      expect((await stat(join(desk.folder, 'copy.db'))).mode & 0o777).toBe(0o600);
      const copy = join(desk.folder, 'copy.db');
      expect(await run(`journal backup ${copy}`)).toMatchObject({
        code: 1,
        complaints: `${copy} is there already: name another file.\n`,
      });
      const journal = await openJournal(`sqlite:${copy}`);
      expect(await journal.listSignals({})).toHaveLength(4);
      await journal.close();
      expect((await run(`signals list --journal sqlite:${copy}`)).output).toContain(ids.opened);
      expect(await run('journal check --journal sqlite:none.db')).toMatchObject({
        code: 1,
        complaints: expect.stringContaining('There is no journal none.db'),
      });
    },
    TIMEOUT,
  );

  test(
    'the desk goes on',
    async () => {
      await desk.owner.say('/status');
      await desk.owner.sees('PAPER paper · ✓ connected');
    },
    TIMEOUT,
  );
});
