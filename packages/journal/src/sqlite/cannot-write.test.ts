import { describe, expect, test } from 'vitest';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyToMemory } from '../memory/index.ts';
import type { Journal } from '../port/journal.ts';
import {
  commitAll,
  commitConflict,
  intentOf,
  ledgerOf,
  messageOf,
  SAMPLE_AT,
  signalOf,
  streamOf,
} from '../testing/samples.ts';
import { withFolder } from '../testing/temporary-folder.test.fixture.ts';
import { openSqliteJournal, openWithInternals } from './open-sqlite-journal.ts';

const CAN_MOUNT = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
const onSmallDisk = CAN_MOUNT ? test : test.skip;

/** With an open position and its intent. */
async function fill(journal: Journal): Promise<void> {
  await journal.acceptSignal(signalOf('s1'), [messageOf('e1')]);
  await commitAll(
    journal,
    { type: 'intent-insert', intent: intentOf('i1') },
    { type: 'stream-put', version: 0, row: streamOf() },
    { type: 'ledger-put', version: 0, row: ledgerOf() },
    { type: 'audit-append', entry: { at: 1, actor: 'desk', action: 'start', detail: '{}' } },
  );
}

async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('a journal that cannot be written', () => {
  test('because its SQLite is unsafe is refused for writing, and can be read', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const journal = await openSqliteJournal({ path });
      await fill(journal);
      await journal.close();
      const version = '3.46.1';
      await expect(openWithInternals({ path }, { version })).rejects.toMatchObject({
        code: 'unsafe-sqlite',
        message: expect.stringContaining('a newer Node.js. Opened read-only it can be read meanwhile'),
      });
      const reader = await openWithInternals({ path, readOnly: true }, { version });
      expect((await reader.readLedger()).ledger).toHaveLength(1);
      expect(reader.writeState()).toEqual({ isWritable: false, code: 'read-only' });
      await reader.close();
    }));

  test('because its folder is read-only is refused by name, and can be read', () =>
    withFolder(async (folder) => {
      const inner = join(folder, 'inner');
      mkdirSync(inner, { mode: 0o755 });
      chmodSync(folder, 0o755);
      const path = join(inner, 'perpdesk.db');
      const journal = await openSqliteJournal({ path });
      await fill(journal);
      await journal.close();
      chmodSync(path, 0o444);
      chmodSync(inner, 0o555);
      await asOrdinaryUser(async () => {
        await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: 'read-only' });
        const reader = await openSqliteJournal({ path, readOnly: true });
        expect((await reader.readLedger()).ledger).toHaveLength(1);
        await reader.close();
      });
      chmodSync(inner, 0o755);
    }));

  test('goes on in memory with what it holds: an exit is planned and marked there', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'perpdesk.db');
      const journal = await openSqliteJournal({ path });
      await fill(journal);
      await journal.close();
      const reader = await openSqliteJournal({ path, readOnly: true });
      const memory = await copyToMemory(reader, { now: () => SAMPLE_AT });
      const everything = async (of: Journal) => [
        await of.listSignals({}),
        await of.listIntents({}),
        await of.listFills({}),
        await of.readLedger(),
        await of.listOutbox({}),
        await of.readFlags(),
        await of.listAudit(9),
      ];
      expect(await everything(memory)).toEqual(await everything(reader));
      expect((await memory.acceptSignal(signalOf('again', { key: 'key-s1' }), [])).fresh).toBe(false);
      await commitConflict(memory, { type: 'intent-update', id: 'i1', version: 2, patch: {} });
      await commitAll(
        memory,
        { type: 'intent-insert', intent: intentOf('exit', { kind: 'reduce' }) },
        { type: 'intent-update', id: 'exit', version: 1, patch: { state: 'sending', attempt: 1 } },
        { type: 'outbox-insert', message: messageOf('e2') },
        { type: 'audit-append', entry: { at: 2, actor: 'desk', action: 'exit', detail: '{}' } },
      );
      expect((await reader.listIntents({})).map(({ id }) => id)).toEqual(['i1']);
      await reader.close();
    }));

  for (const inThread of [false, true]) {
    onSmallDisk(
      `because its disk is full refuses alerts and still takes exits${inThread ? ', from its thread' : ''}${CAN_MOUNT ? '' : ' (no disk of its own can be mounted here)'}`,
      () =>
        withFolder(async (folder) => {
          const script = `
          import { rmSync, writeFileSync } from 'node:fs';
          import { openSqliteJournal } from '@perpdesk/journal';
          import { intentOf, signalOf } from './testing/samples.ts';
          const folder = process.argv[1];
          let at = 1_000_000;
          const open = () => openSqliteJournal({ path: folder + '/perpdesk.db', ballastBytes: 1_048_576, inThread: ${inThread}, now: () => at });
          const journal = await open();
          const said = [];
          const say = (name, promise) => promise.then(
            (value) => said.push([name, value.ok ?? value.fresh]),
            (error) => said.push([name, error.code]));
          await say('first alert', journal.acceptSignal(signalOf('s1'), []));
          // another program takes the rest of the disk
          let taken = 0;
          try { for (;; taken += 1) writeFileSync(folder + '/other' + taken, Buffer.alloc(65_536)); } catch {}
          let last = 0;
          const stored = [];
          for (; last < 5_000; last += 1) {
            const id = 'a' + last;
            const failure = await journal.acceptSignal(signalOf(id, { body: 'x'.repeat(20_000) }), []).then(
              () => stored.push(id) && null, (error) => error);
            if (failure !== null) { said.push(['full', failure.code]); break; }
          }
          said.push(['state', JSON.stringify(journal.writeState())]);
          await say('alert', journal.acceptSignal(signalOf('late'), []));
          await say('tap in the chat', journal.acceptSignal(signalOf('chat', { source: 'chat:7' }), []));
          await say('exit', journal.commit([
            { type: 'intent-insert', intent: intentOf('exit', { kind: 'reduce' }) },
            { type: 'intent-update', id: 'exit', version: 1, patch: { state: 'sending', attempt: 1 } },
          ]));
          said.push(['state', JSON.stringify(journal.writeState())]);
          for (let index = 0; index <= taken; index += 1) rmSync(folder + '/other' + index, { force: true });
          await say('alert too early', journal.acceptSignal(signalOf('early'), []));
          at += 5_000;
          await say('alert with room', journal.acceptSignal(signalOf('roomy'), []));
          said.push(['state', JSON.stringify(journal.writeState())]);
          await journal.close();
          const again = await open();
          const ids = new Set((await again.listSignals({})).map(({ id }) => id));
          said.push(['lost', stored.filter((id) => !ids.has(id)).length + (ids.has('s1') ? 0 : 1)]);
          await again.close();
          console.log(JSON.stringify(said));
        `;
          const command = 'mount -t tmpfs -o size=4m none "$0" && exec "$@"';
          const node = [process.execPath, '--conditions=@perpdesk/source', '--input-type=module', '-e', script, folder];
          const { stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', command, folder, ...node], {
            cwd: dirname(import.meta.dirname),
            encoding: 'utf8',
          });
          expect(stderr).toBe('');
          expect(JSON.parse(stdout)).toEqual([
            ['first alert', true],
            ['full', 'disk-full'],
            ['state', '{"isWritable":false,"code":"disk-full"}'],
            ['alert', 'disk-full'],
            ['tap in the chat', true],
            ['exit', true],
            ['state', '{"isWritable":false,"code":"disk-full"}'],
            ['alert too early', 'disk-full'],
            ['alert with room', true],
            ['state', '{"isWritable":true}'],
            ['lost', 0],
          ]);
        }),
      30_000,
    );
  }
});
