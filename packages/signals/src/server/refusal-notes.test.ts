import { afterEach, describe, expect, test } from 'vitest';
import type { AlertSender, DoorRefusal } from '../engine.ts';
import {
  ACCEPTED,
  closeServers,
  dial,
  ROUTES,
  startServer,
  STATUS,
  TOKEN,
  until,
  type BenchOptions,
} from './alert-server.test.fixture.ts';

afterEach(closeServers);

async function startNoting(options: BenchOptions = {}) {
  const refusals: DoorRefusal[] = [];
  const senders: AlertSender[] = [];
  const desk = await startServer({
    engine: {
      status: () => STATUS,
      acceptAlert: async () => ACCEPTED,
      noteRefusal: async (refusal) => void refusals.push(refusal),
      noteSender: async (sender) => void senders.push(sender),
    },
    ...options,
  });
  const said = () => refusals.map(({ body, ...refusal }) => ({ ...refusal, body: Buffer.from(body).toString() }));
  return { ...desk, said, senders };
}

const HOOK = `/hooks/${TOKEN}`;

describe('what the door refuses is handed on', () => {
  test('an alert that is too large, with its beginning where it came', async () => {
    const desk = await startNoting({ bodyLimit: 1_000 });
    expect((await desk.post(HOOK, { body: 'x'.repeat(1_001) })).status).toBe(413);
    const chunked = dial(desk.port, `POST ${HOOK} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`);
    chunked.socket.write(`5dc\r\n${'{"a":1,'.padEnd(1_500, 'y')}\r\n0\r\n\r\n`);
    await until(() => desk.said().length === 2);
    chunked.socket.destroy();
    expect(desk.said()).toMatchObject([
      { routeId: 'trend', code: 'too-large', detail: 'The alert has 1001 bytes; 1000 are taken.' },
      { routeId: 'trend', code: 'too-large', detail: 'The alert has more than 1000 bytes; 1000 are taken.' },
    ]);
    expect(desk.said()[1]?.body).toMatch(/^\{"a":1,y/);
  });

  test('a packed body, and one that broke off', async () => {
    const desk = await startNoting();
    expect((await desk.post(HOOK, { headers: { 'content-encoding': 'gzip' } })).status).toBe(400);
    const broken = dial(desk.port, `POST ${HOOK} HTTP/1.1\r\nhost: x\r\ncontent-length: 20\r\n\r\n{"begun"`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    broken.socket.destroy();
    await until(() => desk.said().length === 2);
    expect(desk.said()).toMatchObject([
      { code: 'unsupported-encoding', body: '' },
      { code: 'bad-request', body: '{"begun"' },
    ]);
  });

  test('what is beyond the rate, and from an address that is not allowed', async () => {
    const desk = await startNoting({ rates: { route: { burst: 1, perSecond: 0.001 } } });
    expect([(await desk.post(HOOK)).status, (await desk.post(HOOK)).status]).toEqual([200, 429]);
    const [trend] = ROUTES;
    const far = await startNoting({
      routes: [{ id: 'trend', tokenHashes: [], ...trend, allowFrom: ['52.89.214.238'] }],
    });
    expect((await far.post(HOOK)).status).toBe(404);
    expect([...desk.said(), ...far.said()]).toMatchObject([
      { code: 'rate-limited', detail: 'Too many alerts for this route.' },
      { code: 'foreign-address', detail: 'It came from 127.0.0.1, which is none of the route’s allowFrom.' },
    ]);
  });

  test('a wrong token is nobody’s, and is not handed on', async () => {
    const desk = await startNoting();
    expect((await desk.post('/hooks/wrong')).status).toBe(404);
    expect([desk.said(), desk.senders]).toEqual([[], []]);
  });
});

describe('a sender that the door sees for the first time is handed on', () => {
  const proxied = (address: string) => ({ headers: { 'x-forwarded-for': address } });

  test('once, where the route allows any address', async () => {
    const desk = await startNoting({ trustedProxies: ['127.0.0.1'] });
    for (const address of ['203.0.113.9', '203.0.113.9', '203.0.113.10']) await desk.post(HOOK, proxied(address));
    expect(desk.senders.map(({ address }) => address)).toEqual(['203.0.113.9', '203.0.113.10']);
  });

  test('not where it names those that it allows, and not this machine itself', async () => {
    const [trend] = ROUTES;
    const desk = await startNoting({
      trustedProxies: ['127.0.0.1'],
      routes: [{ id: 'trend', tokenHashes: [], ...trend, allowFrom: ['203.0.113.0/24'] }],
    });
    expect((await desk.post(HOOK, proxied('203.0.113.9'))).status).toBe(200);
    const local = await startNoting();
    expect((await local.post(HOOK)).status).toBe(200);
    expect([...desk.senders, ...local.senders]).toEqual([]);
  });
});
