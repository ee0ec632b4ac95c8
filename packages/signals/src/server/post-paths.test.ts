import { afterEach, describe, expect, test } from 'vitest';
import { closeServers, startServer as start } from './alert-server.test.fixture.ts';
import type { PostPath } from './post-paths.ts';

afterEach(closeServers);

function chatPath(take: PostPath['take'] = async () => 200) {
  const bodies: string[] = [];
  const path: PostPath = {
    path: '/telegram/desk',
    bodyLimit: 100,
    admits: (headers) => headers['x-secret'] === 'right',
    async take(body) {
      bodies.push(Buffer.from(body).toString());
      return take(body);
    },
  };
  return { bodies, path };
}
const post = (url: string, init: RequestInit = {}) => fetch(`${url}/telegram/desk`, { method: 'POST', ...init });
const known = { headers: { 'x-secret': 'right' } };

describe('a path of the program on the door', () => {
  test('hands over the body of whoever is admitted, and counts as no alert', async () => {
    const { bodies, path } = chatPath();
    const { url, inputs, server } = await start({ posts: [path] });
    const response = await post(url, { ...known, body: '{"a":1}' });
    expect([response.status, await response.text(), bodies]).toEqual([200, '', ['{"a":1}']]);
    expect(inputs).toEqual([]);
    expect(server.stats().answers).toEqual({ accepted: 0, duplicate: 0, refused: 0, unavailable: 0 });
  });

  test('answers others 401 without reading, and beyond their rate 429', async () => {
    const { bodies, path } = chatPath();
    const { url } = await start({ posts: [path], rates: { unknown: { burst: 2, perSecond: 1 } } });
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await post(url, { body: 'x'.repeat(500) })).status);
    expect(statuses).toEqual([401, 401, 429]);
    expect((await post(url, { ...known, body: '{}' })).status).toBe(200);
    expect(bodies).toEqual(['{}']);
  });

  test('answers what could not be taken 503, what is too large 413, and everything 503 once it closes', async () => {
    const { path } = chatPath(() => Promise.reject(new Error('https://secret')));
    const { url, server } = await start({ posts: [path] });
    const failed = await post(url, { ...known, body: '{}' });
    expect([failed.status, await failed.text()]).toEqual([503, '']);
    expect((await post(url, { ...known, body: 'x'.repeat(101) })).status).toBe(413);
    server.refuse();
    expect((await post(url, { ...known, body: '{}' })).status).toBe(503);
  });

  test('is nothing for a GET', async () => {
    const { url } = await start({ posts: [chatPath().path] });
    expect((await fetch(`${url}/telegram/desk`, known)).status).toBe(404);
  });
});
