import { describe, expect, test } from 'vitest';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startJournalChild } from '../journal-child.test.fixture.ts';
import { NO_POSTGRES } from './find-server.ts';
import { createTestDatabase } from './shared-server.ts';

const suite = NO_POSTGRES === null ? describe : describe.skip;

const HOLD = `
  import { createTestDatabase } from '@perpdesk/journal/testing';
  const { url } = await createTestDatabase();
  console.log(JSON.stringify({ url, pid: process.pid }));
  setInterval(() => {}, 1000);
`;

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });

suite(`the PostgreSQL of a test run${NO_POSTGRES === null ? '' : ` (${NO_POSTGRES})`}`, () => {
  test('is one for all of its databases, which know nothing of each other', async () => {
    const [a, b] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    expect(new URL(a.url).port).toBe(new URL(b.url).port);
    await a.query('create table "mine" ("a" bigint)');
    await expect(b.query('select * from "mine"')).rejects.toThrow('does not exist');
  }, 60_000);

  test('ends with its run, and its folder goes, when the run is killed', async () => {
    const child = startJournalChild(HOLD);
    await child.printed(1);
    const { url, pid }: { url: string; pid: number } = JSON.parse(child.lines[0] ?? '');
    const port = Number(new URL(url).port);
    const folder = join(tmpdir(), `perpdesk-postgres-${pid}`);
    expect([await answers(port), existsSync(folder)]).toEqual([true, true]);
    await child.kill();
    while ((await answers(port)) || existsSync(folder)) await wait(50);
  }, 60_000);
});
