import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { exportJournal } from '@perpdesk/journal';
import { createTestDatabase, NO_POSTGRES, type TestDatabase } from '@perpdesk/journal/testing';
import { FLAT, sampleAlert } from '../testing/program-bench.ts';
import { OWNER_ID, startVenueBench } from '../testing/venue-bench.ts';
import {
  DATABASE_PASSWORD,
  DATABASE_REQUESTS,
  REQUESTS,
  SECRETS,
  tracesIn,
  WORDS_TOKEN,
} from './planted-secrets.test.fixture.ts';

const TIMEOUT = 90_000;
const ANSWERS: ReadonlyMap<number, string> = new Map([
  [200, 'taken'],
  [404, 'unknown'],
  ...[400, 401, 413, 422].map((status) => [status, 'refused'] as const),
]);

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
}, TIMEOUT);

async function filesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'latin1')] as const)),
  );
}

/** Every row of every table of the database, as the server has it. */
async function rowsOf(database: TestDatabase): Promise<Readonly<Record<string, string>>> {
  const tables = await database.query(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = current_schema()`,
  );
  const rows = tables.map(async ({ name }) => {
    const found = await database.query(`select to_jsonb(t)::text as row from ${name} t`);
    return [`table ${name}`, found.map(({ row }) => row).join('\n')] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

async function exported(url: string): Promise<string> {
  const lines: string[] = [];
  for await (const line of exportJournal(url, { format: 'jsonl' })) lines.push(line);
  return lines.join('');
}

const withPassword = (url: string) => url.replace('postgres@', `postgres:${DATABASE_PASSWORD}@`);
const suite = NO_POSTGRES === null ? describe : describe.skip;

test('a trace is found wherever it stands', () => {
  for (const secret of Object.values(SECRETS)) {
    for (const text of [secret, secret.toUpperCase(), Buffer.from(secret).toString('hex')]) {
      expect(tracesIn({ text })).not.toEqual([]);
    }
    for (const before of ['', 'x', 'xy']) {
      expect(tracesIn({ text: Buffer.from(`${before}${secret}`).toString('base64') })).not.toEqual([]);
    }
  }
  expect(tracesIn({ text: JSON.stringify(sampleAlert()) })).toEqual([]);
});

async function plantAndLook(database: TestDatabase | null): Promise<void> {
  const desk = await startVenueBench({
    secrets: SECRETS,
    ...(database === null ? {} : { journalUrl: withPassword(database.url) }),
    route: '    secret: { env: BODY_SECRET }\n  words: { token: { env: WORDS_TOKEN }, mode: notify, relay: [desk] }\n',
    env: { WORDS_TOKEN },
    onClose: (close) => void closers.push(close),
  });
  const { telegram, venue } = desk;
  const answers: Record<string, string> = {};
  const became: (readonly [string, string])[] = [];
  const requests = [...REQUESTS, ...(database === null ? [] : DATABASE_REQUESTS)];
  for (const { what, answer: _, ...request } of requests) {
    const response = await desk.post(request.body, request);
    became.push([what, ANSWERS.get(response.status) ?? `${response.status}`]);
    answers[`answer to ${what}`] = `${JSON.stringify([...response.headers])} ${await response.text()}`;
  }
  expect(became).toEqual(requests.map(({ what, answer }) => [what, answer]));

  // now everything fails that is called with a secret: the chat, the exchange by both ways
  await desk.sees('BTCUSDT bought');
  telegram.addFaults([
    { kind: 'server-error', times: 2 },
    { kind: 'lost-response', times: 2 },
    { kind: 'lost-request', times: 2 },
  ]);
  const rejected = {
    kind: 'answer',
    status: 401,
    code: -2015,
    msg: 'Invalid API-key, IP, or permissions.',
    isExecuted: false,
  } as const;
  venue.faults.add({ on: { path: 'order.place' }, times: 1, do: rejected });
  venue.faults.add({ on: { transport: 'rest' }, times: 2, do: { kind: 'drop-before' } });
  venue.faults.add({ on: { transport: 'rest' }, times: 2, do: rejected });
  venue.faults.add({ on: { transport: 'ws-api' }, times: 1, do: { kind: 'drop-before' } });
  const close = await desk.post(sampleAlert({ ...FLAT, passphrase: SECRETS.secret }));
  expect(close.status).toBe(200);
  telegram.sendText(OWNER_ID, '/status');
  await desk.until('flat', () =>
    venue.state('one').positions.every((it) => it.symbol !== 'BTCUSDT' || it.quantity === '0'),
  );
  await desk.sees('connected');
  await desk.program.engine.idle();

  const journalUrl = database?.url ?? `sqlite:${join(desk.folder, 'journal.db')}`;
  const said = telegram.messages(OWNER_ID).filter(({ from }) => from?.is_bot === true);
  const places = {
    ...answers,
    ...(await filesOf(desk.folder)),
    metrics: await desk.text('/metrics'),
    readiness: await desk.text('/readyz'),
    chat: JSON.stringify(said),
    export: await exported(journalUrl),
    ...(database === null ? {} : await rowsOf(database)),
  };
  await desk.program.stop();
  expect(places.export).toContain('BTCUSDT');
  expect(tracesIn({ ...places, ...(await filesOf(desk.folder)), log: desk.log() })).toEqual([]);
  expect(desk.log().split('\n').length).toBeGreaterThan(REQUESTS.length);
  expect(said.length).toBeGreaterThan(10);
}

test(
  'planted secrets show up in no line of the log, row or export of the journal, chat, answer or figure',
  () => plantAndLook(null),
  TIMEOUT,
);

suite(`on PostgreSQL${NO_POSTGRES === null ? '' : ` (${NO_POSTGRES})`}`, () => {
  test('they show up nowhere either', async () => plantAndLook(await createTestDatabase()), TIMEOUT);
});
