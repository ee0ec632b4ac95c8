import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { embeddedConfig } from '@perpdesk/broker-config';
import { openSqliteJournal } from '@perpdesk/journal';
import { DEMO_TOKEN, sampleAlert, startProgramBench } from '../testing/program-bench.ts';

const SENDERS = 4;
const PAUSE_MS = 5;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
  readonly signalId: string | undefined;
}

async function post(agent: Agent, url: string, body: string): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    request(`${url}/hooks/${DEMO_TOKEN}`, { method: 'POST', agent, headers }, resolve).on('error', reject).end(body);
  });
  const { signalId } = JSON.parse(await text(response)) as { signalId?: string };
  return { status: response.statusCode ?? 0, connection: response.headers.connection, signalId };
}

test('senders hear 503 while the desk stops, no connection is reset, and each 200 is stored', async () => {
  const desk = await startProgramBench({ alertsGraceMs: 200, onClose: (close) => void closers.push(close) });
  const answers: Answer[] = [];
  const faults: unknown[] = [];
  const agents = Array.from({ length: SENDERS }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  const sending = agents.map(async (agent) => {
    while (faults.length === 0) {
      try {
        answers.push(await post(agent, desk.program.url, sampleAlert()));
        // a sender that was refused comes no more
        if (answers.at(-1)?.status === 503) return;
      } catch (fault) {
        faults.push(fault);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  });
  await desk.until(() => answers.length >= SENDERS * 2);
  await desk.program.stop();
  await Promise.all(sending);
  for (const agent of agents) agent.destroy();

  expect(faults).toEqual([]);
  const refused = answers.filter(({ status }) => status === 503);
  expect(refused).toHaveLength(SENDERS);
  for (const { connection } of refused) expect(connection).toBe('close');
  await expect(fetch(`${desk.program.url}/healthz`)).rejects.toThrow('fetch failed');

  const stored = answers.filter(({ status }) => status === 200);
  expect(stored.length).toBeGreaterThan(0);
  const { journal: at } = await embeddedConfig({ folder: desk.folder });
  const journal = await openSqliteJournal({ path: at.file, now: () => 0 });
  closers.push(() => journal.close());
  const ids = (await journal.listSignals({})).map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(stored.map(({ signalId }) => signalId)));
}, 20_000);
