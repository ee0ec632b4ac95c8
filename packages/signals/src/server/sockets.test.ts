import { METHODS } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import {
  ACCEPTED,
  closeServers,
  dial,
  rawPost,
  startServer,
  TOKEN,
  until,
  type RawConnection,
} from './alert-server.test.fixture.ts';

afterEach(closeServers);

const QUICK = { requestTimeoutMs: 300 };
const HEAD = `POST /hooks/${TOKEN} HTTP/1.1\r\nhost: desk\r\n`;
const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
const served = async (url: string) => (await fetch(`${url}/hooks/${TOKEN}`, { method: 'POST', body: '{}' })).status;

/** One byte at a time, for as long as it is let. */
function trickle({ socket }: RawConnection, text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer);
    else socket.write(text[at++ % text.length] ?? 'x');
  }, 20);
  socket.on('close', () => clearInterval(timer));
}

describe('slow senders are cut off, and others are served meanwhile', () => {
  test.each([
    ['one that says nothing', '', ''],
    ['one whose headers come by the byte', 'POST /hooks/', 'a'],
    ['one whose headers never end', `${HEAD}x-`, 'a: b\r\n'],
    ['one whose body does not come', `${HEAD}content-length: 100\r\n\r\n{"a"`, ''],
    ['one whose body comes by the byte', `${HEAD}content-length: 60000\r\n\r\n{"a"`, ' '],
    ['one whose chunks come by the byte', `${HEAD}transfer-encoding: chunked\r\n\r\n`, '1\r\na\r\n'],
    ['a stranger’s body that comes by the byte', 'POST /x HTTP/1.1\r\nhost: x\r\ncontent-length: 60000\r\n\r\n', ' '],
  ])('%s', async (_what, text, more) => {
    const { url, port, inputs } = await startServer(QUICK);
    const slow = dial(port, text);
    if (more !== '') trickle(slow, more);
    expect(await served(url)).toBe(200);
    expect(statuses(await slow.ended)).not.toContain(200);
    expect(inputs).toHaveLength(1);
  });

  test('hundreds of them do not keep a route’s sender out', async () => {
    const { url, port } = await startServer({ maxUnprovenConnections: 20 });
    const idle = Array.from({ length: 300 }, () => dial(port, 'POST /hooks/'));
    await until(() => idle.filter(({ socket }) => socket.destroyed).length >= 280);
    expect(await served(url)).toBe(200);
    for (const { socket } of idle) socket.destroy();
  });

  test('a connection that has shown its token is not cut for strangers', async () => {
    const { url, port } = await startServer({ maxUnprovenConnections: 5 });
    const known = dial(port, rawPost(TOKEN, '{}'));
    await until(() => known.said().includes('200 OK'));
    const idle = Array.from({ length: 30 }, () => dial(port));
    await until(() => idle.filter(({ socket }) => socket.destroyed).length >= 25);
    known.socket.write(rawPost(TOKEN, '{}'));
    await until(() => statuses(known.said()).length === 2);
    expect(statuses(known.said())).toEqual([200, 200]);
    expect(await served(url)).toBe(200);
    for (const { socket } of [...idle, known]) socket.destroy();
  });
});

describe('a connection', () => {
  test('that is half closed behind its request hears the answer', async () => {
    const { port } = await startServer();
    const half = dial(port);
    half.socket.end(rawPost(TOKEN, '{}'));
    expect(statuses(await half.ended)).toEqual([200]);
  });

  test('that is cut within its body brings nothing; behind it, the alert is taken though nobody hears', async () => {
    const answer = { release: () => {} };
    const { url, port, inputs } = await startServer({
      answer: () => new Promise((resolve) => (answer.release = () => resolve(ACCEPTED))),
    });
    const within = dial(port, `${HEAD}content-length: 9\r\n\r\n{"a"`);
    await until(() => within.socket.bytesWritten > 0);
    within.socket.resetAndDestroy();
    await within.ended;
    expect(inputs).toHaveLength(0);

    const behind = dial(port, rawPost(TOKEN, '{"b":1}'));
    await until(() => inputs.length === 1);
    behind.socket.resetAndDestroy();
    await behind.ended;
    answer.release();
    expect(Buffer.from(inputs[0]?.body ?? []).toString()).toBe('{"b":1}');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('may carry many requests at once: each is answered, in its order', async () => {
    let count = 0;
    const { port, inputs } = await startServer({
      answer: async () => {
        count += 1;
        const signalId = `s${count}`;
        await new Promise((resolve) => setTimeout(resolve, 20 - count));
        return { ...ACCEPTED, signalId };
      },
    });
    const bodies = Array.from({ length: 10 }, (_, index) => `{"n":${index}}`);
    const stranger = 'GET /x HTTP/1.1\r\nhost: x\r\n\r\n';
    const many = dial(port, `${bodies.map((body) => rawPost(TOKEN, body)).join('')}${stranger}`);
    await until(() => statuses(many.said()).length === 11);
    expect(statuses(many.said())).toEqual([...bodies.map(() => 200), 404]);
    expect([...many.said().matchAll(/"signalId":"(\w+)"/g)].map(([, id]) => id)).toEqual(
      bodies.map((_, index) => `s${index + 1}`),
    );
    expect(inputs.map(({ body }) => Buffer.from(body).toString())).toEqual(bodies);
    many.socket.destroy();
  });

  test('may send its body in chunks, of any type', async () => {
    const { port, inputs } = await startServer();
    const head = `${HEAD}transfer-encoding: chunked\r\ncontent-type: \x80;;\r\n\r\n`;
    const chunked = dial(port, `${head}3;ext=1\r\n{"a\r\n4\r\n":1}\r\n0\r\ntrailer: x\r\n\r\n`);
    await until(() => chunked.said().includes('200 OK'));
    expect(Buffer.from(inputs[0]?.body ?? []).toString()).toBe('{"a":1}');
    chunked.socket.destroy();
  });

  test('that may first ask whether to send is told to', async () => {
    const { port, inputs } = await startServer();
    const asking = dial(port, `${HEAD}expect: 100-continue\r\ncontent-length: 2\r\n\r\n`);
    await until(() => asking.said().includes('100 Continue'));
    asking.socket.write('{}');
    await until(() => asking.said().includes('200 OK'));
    expect(inputs).toHaveLength(1);
    asking.socket.destroy();
  });
});

describe('too much', () => {
  const MEGABYTE = 'x'.repeat(1024 * 1024);

  test('of a body is refused, by its length or as it comes', async () => {
    const { url, port, inputs } = await startServer(QUICK);
    const post = (body: string) => fetch(`${url}/hooks/${TOKEN}`, { method: 'POST', body });
    expect((await post(MEGABYTE)).status).toBe(413);
    const chunks = dial(port, `${HEAD}transfer-encoding: chunked\r\n\r\n`);
    for (let sent = 0; sent < 20; sent += 1) chunks.socket.write(`1000\r\n${MEGABYTE.slice(0, 4096)}\r\n`);
    await until(() => chunks.said().includes('413'));
    // it never ends, but its time does
    await chunks.ended;
    const claimed = dial(port, `${HEAD}content-length: 99999999999\r\n\r\n${MEGABYTE}`);
    expect(statuses(await claimed.ended)[0]).toBe(413);
    expect(inputs).toHaveLength(0);
    expect(await served(url)).toBe(200);
  });

  test.each([
    ['one header', `x: ${'h'.repeat(10_000)}\r\n`],
    ['headers', 'a: b\r\n'.repeat(2_000)],
    ['a path', ''],
  ])('in %s is refused without a word of it', async (_what, headers) => {
    const { port, inputs } = await startServer();
    const path = headers === '' ? `/hooks/${'p'.repeat(10_000)}` : `/hooks/${TOKEN}`;
    const said = await dial(port, `POST ${path} HTTP/1.1\r\nhost: x\r\n${headers}\r\n`).ended;
    expect(said).toBe('HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    expect(inputs).toHaveLength(0);
  });
});

describe('what is no request', () => {
  test.each([
    ['no HTTP', '<canary>\r\n\r\n'],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['two lengths', `${HEAD}content-length: 2\r\ncontent-length: 7\r\n\r\n{}canary`],
    ['a length beside chunks', `${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['chunks under another name', `${HEAD}transfer-encoding: chunked, canary\r\n\r\n0\r\n\r\n`],
    ['a header with a blank in its name', `${HEAD}content-length : 2\r\n\r\n{}`],
    ['a folded header', `${HEAD}x: a\r\n canary\r\ncontent-length : 2\r\n\r\n{}`],
    ['a zero in a header', `${HEAD}x: \0canary\r\n\r\n`],
    ['a chunk of no size', `${HEAD}transfer-encoding: chunked\r\n\r\ncanary\r\n`],
    ['no host', `POST /hooks/${TOKEN} HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}`],
  ])('%s is answered 400 at most, without a word of it', async (_what, text) => {
    const { port, inputs, lines } = await startServer(QUICK);
    const said = await dial(port, text).ended;
    expect(said === '' ? [400] : statuses(said)).toEqual([400]);
    expect(said).not.toContain('canary');
    expect(inputs).toHaveLength(0);
    expect(JSON.stringify(lines)).not.toContain('canary');
  });

  test('every other method of a hook is the empty 404', async () => {
    const { port, inputs } = await startServer();
    const shapes = new Set<string>();
    for (const method of METHODS.filter((it) => it !== 'POST' && it !== 'CONNECT')) {
      const line = dial(
        port,
        `${method} /hooks/${TOKEN} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nupgrade: x\r\n\r\n`,
      );
      shapes.add((await line.ended).replaceAll(/(?:date|content-length): [^\r]+\r\n/gi, ''));
    }
    expect([...shapes]).toEqual([expect.stringMatching(/^HTTP\/1\.1 404 Not Found\r\n[^]+\r\n\r\n$/)]);
    expect(inputs).toHaveLength(0);
  });

  test('an expectation that nobody knows changes no answer', async () => {
    const { port } = await startServer();
    const said = await dial(port, 'POST /x HTTP/1.1\r\nhost: x\r\nexpect: canary\r\nconnection: close\r\n\r\n').ended;
    expect(statuses(said)).toEqual([404]);
    expect(said).not.toContain('canary');
  });
});

describe('closing', () => {
  test('cuts what is slow, and waits for what is under way', async () => {
    const answer = { release: () => {} };
    const { port, server, inputs } = await startServer({
      answer: () => new Promise((resolve) => (answer.release = () => resolve(ACCEPTED))),
    });
    const slow = dial(port, `${HEAD}content-length: 60000\r\n\r\n{`);
    trickle(slow, ' ');
    const underWay = dial(port, rawPost(TOKEN, '{}'));
    await until(() => inputs.length === 1);
    let isClosed = false;
    const closing = server.close().then(() => (isClosed = true));
    expect(statuses(await slow.ended)).toEqual([]);
    expect(isClosed).toBe(false);
    answer.release();
    expect(statuses(await underWay.ended)).toEqual([200]);
    await closing;
  });
});
