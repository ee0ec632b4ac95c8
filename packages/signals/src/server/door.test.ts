import { afterEach, describe, expect, test } from 'vitest';
import {
  closeServers,
  OLD_TOKEN,
  ROUTES,
  startServer,
  STATUS,
  SWING_TOKEN,
  TOKEN,
  type ServerBench,
} from './alert-server.test.fixture.ts';

afterEach(closeServers);

const warnings = ({ lines }: ServerBench, message: string) => lines.filter(([said]) => said === message);
const answers = async (count: number, post: () => Promise<Response>) => {
  const got: number[] = [];
  for (let sent = 0; sent < count; sent += 1) got.push((await post()).status);
  return got;
};

describe('two tokens of one route', () => {
  test('are both right; the old one is counted, and told once an hour, without the token', async () => {
    const desk = await startServer();
    const old = () => desk.post(`/hooks/${OLD_TOKEN}`);
    expect((await desk.post(`/hooks/${TOKEN}`)).status).toBe(200);
    expect(desk.server.stats().routes['trend']?.oldTokens).toBe(0);
    expect(await answers(3, old)).toEqual([200, 200, 200]);
    expect(desk.server.stats().routes['trend']?.oldTokens).toBe(3);
    const told = () => warnings(desk, 'the old token of a route is still in use');
    expect(told()).toEqual([[expect.any(String), { routeId: 'trend' }]]);
    desk.pass(3_600_000);
    await old();
    expect(told()).toHaveLength(2);
    expect(JSON.stringify(desk.lines)).not.toContain(OLD_TOKEN);
  });
});

describe('a route with addresses that it allows', () => {
  const [trend, swing] = ROUTES;
  const routes = (...allowFrom: string[]) => [
    { id: 'trend', tokenHashes: [], ...trend, allowFrom },
    ...(swing ? [swing] : []),
  ];

  test('takes alerts from them, and is not there for others', async () => {
    const near = await startServer({ routes: routes('127.0.0.0/8') });
    expect((await near.post(`/hooks/${TOKEN}`)).status).toBe(200);

    const far = await startServer({ routes: routes('52.89.214.238', '::1') });
    const turned = await far.post(`/hooks/${TOKEN}`);
    const unknown = await far.post('/hooks/no-such-token');
    expect([turned.status, await turned.text()]).toEqual([404, '']);
    const shape = (response: Response) => [...response.headers].filter(([name]) => name !== 'date');
    expect(shape(turned)).toEqual(shape(unknown));
    expect((await far.post(`/hooks/${SWING_TOKEN}`)).status).toBe(200);
    expect(far.inputs.map(({ routeId }) => routeId)).toEqual(['swing']);
    expect(far.server.stats()).toMatchObject({ unknownTokens: 1, routes: { trend: { foreignAddresses: 1 } } });
  });

  test('says whom it turned away, at most once a minute', async () => {
    const desk = await startServer({ routes: routes('52.89.214.238') });
    await answers(5, () => desk.post(`/hooks/${TOKEN}`));
    const told = () => warnings(desk, 'alert from an address that the route does not allow');
    expect(told()).toEqual([[expect.any(String), { routeId: 'trend', address: '127.0.0.1' }]]);
    desk.pass(60_000);
    await desk.post(`/hooks/${TOKEN}`);
    expect(told()).toHaveLength(2);
  });

  test.each([
    ['no proxy is trusted', [], '52.89.214.238', 404],
    ['a proxy names an allowed address', ['127.0.0.1'], '52.89.214.238', 200],
    ['a proxy names another behind a forged one', ['127.0.0.1'], '52.89.214.238, 203.0.113.9', 404],
    ['a proxy names nobody', ['127.0.0.1'], 'unknown', 404],
    ['the proxy is another', ['10.0.0.0/8'], '52.89.214.238', 404],
  ])('when %s', async (_what, trustedProxies, forwarded, status) => {
    const desk = await startServer({ routes: routes('52.89.214.238'), trustedProxies });
    const headers = { 'x-forwarded-for': forwarded, forwarded: 'for=52.89.214.238', 'x-real-ip': '52.89.214.238' };
    expect((await desk.post(`/hooks/${TOKEN}`, { headers })).status).toBe(status);
  });

  test('or not: each further address of a route is told once', async () => {
    const desk = await startServer({ trustedProxies: ['127.0.0.1'] });
    const from = (address: string) => desk.post(`/hooks/${TOKEN}`, { headers: { 'x-forwarded-for': address } });
    for (const address of ['52.89.214.238', '52.89.214.238', '203.0.113.9', '203.0.113.9']) await from(address);
    for (let last = 0; last < 100; last += 1) await from(`203.0.113.${last}`);
    const told = warnings(desk, 'alerts of a route come from one more address');
    expect(told[0]).toEqual([expect.any(String), { routeId: 'trend', address: '203.0.113.9' }]);
    expect(told).toHaveLength(63);
  });

  test('a range that is none is not taken for one', async () => {
    await expect(startServer({ routes: routes('tradingview.com') })).rejects.toThrow(RangeError);
  });
});

describe('too many at once', () => {
  const rate = { burst: 2, perSecond: 1 };

  test('of one route hear 429 and when to come again; the other routes are served', async () => {
    const desk = await startServer({ rates: { route: rate } });
    const post = () => desk.post(`/hooks/${TOKEN}`);
    expect(await answers(2, post)).toEqual([200, 200]);
    const limited = await post();
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await limited.json()).toEqual({
      result: 'refused',
      code: 'rate-limited',
      detail: 'Too many alerts for this route.',
    });
    expect((await desk.post(`/hooks/${SWING_TOKEN}`)).status).toBe(200);
    desk.pass(1_000);
    expect(await answers(2, post)).toEqual([200, 429]);
    expect(desk.inputs).toHaveLength(4);
    expect(desk.server.stats().routes['trend']?.limited).toBe(2);
    expect(warnings(desk, 'alerts beyond the rate of their route')).toHaveLength(1);
  });

  test('strangers use up what is theirs, not what is the routes’', async () => {
    const desk = await startServer({ rates: { unknown: rate } });
    expect(await answers(3, () => desk.post('/hooks/no-such-token'))).toEqual([404, 404, 429]);
    const flooded = await desk.post('/elsewhere');
    expect([flooded.status, await flooded.text(), flooded.headers.get('connection')]).toEqual([429, '', 'close']);
    expect(await answers(20, () => desk.post(`/hooks/${TOKEN}`))).toEqual(Array.from({ length: 20 }, () => 200));
    expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
  });

  test('probes use up what is theirs', async () => {
    const desk = await startServer({
      rates: { probes: rate },
      metrics: async () => ({ contentType: 'text/plain', body: '' }),
    });
    const get = async (path: string) => (await fetch(`${desk.url}${path}`)).status;
    expect([await get('/healthz'), await get('/metrics'), await get('/readyz')]).toEqual([200, 200, 429]);
    expect((await desk.post(`/hooks/${TOKEN}`)).status).toBe(200);
    desk.pass(1_000);
    expect(await get('/readyz')).toBe(200);
  });

  test('a desk that stops says 503 to all, which makes them come again', async () => {
    const engine = { status: () => ({ ...STATUS, isStopping: true }), acceptAlert: () => Promise.reject(new Error()) };
    const desk = await startServer({ rates: { route: rate }, engine });
    expect(await answers(4, () => desk.post(`/hooks/${TOKEN}`))).toEqual([503, 503, 503, 503]);
  });

  test('a strategy’s thousand alerts at once are all taken', async () => {
    const desk = await startServer();
    const all = await Promise.all(Array.from({ length: 1_000 }, () => desk.post(`/hooks/${TOKEN}`)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
  }, 30_000);
});

describe('routes that change while it is open', () => {
  const [trend, swing] = ROUTES;
  const known = { id: 'trend', tokenHashes: [], ...trend };

  test('a token that goes is no way in any more, one that comes is; so are addresses', async () => {
    const desk = await startServer({ routes: [known] });
    expect((await desk.post(`/hooks/${SWING_TOKEN}`)).status).toBe(404);
    desk.server.configure(swing === undefined ? [] : [{ ...known, tokenHashes: [] }, swing]);
    expect((await desk.post(`/hooks/${SWING_TOKEN}`)).status).toBe(200);
    expect((await desk.post(`/hooks/${TOKEN}`)).status).toBe(404);
    desk.server.configure([{ ...known, allowFrom: ['192.0.2.0/24'] }]);
    expect((await desk.post(`/hooks/${TOKEN}`)).status).toBe(404);
    expect(() => desk.server.configure([{ ...known, allowFrom: ['nowhere'] }])).toThrow(RangeError);
    desk.server.configure([known]);
    expect((await desk.post(`/hooks/${TOKEN}`)).status).toBe(200);
    expect(desk.inputs.map(({ routeId }) => routeId)).toEqual(['swing', 'trend']);
  });
});
