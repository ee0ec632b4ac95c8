import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { FLAT, sampleAlert } from '../testing/program-bench.ts';
import { OWNER_ID, startVenueBench } from '../testing/venue-bench.ts';
import { REQUESTS, SECRETS, TRACES } from './planted-secrets.test.fixture.ts';

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

/** The places where a trace stands, with what stands around it. */
function tracesIn(places: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(places).flatMap(([place, text]) =>
    TRACES.flatMap((trace) => {
      const at = text.search(trace);
      return at < 0 ? [] : [`${place}: ${JSON.stringify(text.slice(Math.max(0, at - 200), at + 80))}`];
    }),
  );
}

async function filesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'latin1')] as const)),
  );
}

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

test(
  'planted secrets show up in no line of the log, row of the journal, chat, answer or figure',
  async () => {
    const desk = await startVenueBench({
      secrets: SECRETS,
      route: '    secret: { env: BODY_SECRET }\n',
      onClose: (close) => void closers.push(close),
    });
    const { telegram, venue } = desk;
    const answers: Record<string, string> = {};
    const became: (readonly [string, string])[] = [];
    for (const { what, answer: _, ...request } of REQUESTS) {
      const response = await desk.post(request.body, request);
      became.push([what, ANSWERS.get(response.status) ?? `${response.status}`]);
      answers[`answer to ${what}`] = `${JSON.stringify([...response.headers])} ${await response.text()}`;
    }
    expect(became).toEqual(REQUESTS.map(({ what, answer }) => [what, answer]));

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

    const said = telegram.messages(OWNER_ID).filter(({ from }) => from?.is_bot === true);
    const places = {
      ...answers,
      ...(await filesOf(desk.folder)),
      metrics: await desk.text('/metrics'),
      readiness: await desk.text('/readyz'),
      chat: JSON.stringify(said),
    };
    await desk.program.stop();
    expect(tracesIn({ ...places, ...(await filesOf(desk.folder)), log: desk.log() })).toEqual([]);
    expect(desk.log().split('\n').length).toBeGreaterThan(REQUESTS.length);
    expect(said.length).toBeGreaterThan(10);
  },
  TIMEOUT,
);
