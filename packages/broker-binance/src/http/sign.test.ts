import { expect, test } from 'vitest';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, verify } from 'node:crypto';
import { inspect } from 'node:util';
import { loadSdk } from './load-sdk.ts';
import { signQuery } from './sign-query.ts';
import { createSigner } from './signer.ts';
import { API_KEY, SECRET_KEY } from './transport.test.fixture.ts';
import { writeWsRequest } from './ws-request.ts';

const ORDER = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', quantity: '1', price: '9000', timeInForce: 'GTC' };
const WINDOW = { timestamp: 1_591_702_613_943, recvWindow: 5_000 };
const ed25519 = generateKeyPairSync('ed25519');
const privateKey = ed25519.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const hmac = createSigner({ apiKey: API_KEY, secretKey: SECRET_KEY });

test('the query and its HMAC are those of the published example', async () => {
  const published =
    'symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=9000&timeInForce=GTC&recvWindow=5000&timestamp=1591702613943';
  const reordered = published.replace(/&recvWindow=5000(&timestamp=\d+)$/, '$1&recvWindow=5000');
  expect(hmac.sign(published)).toBe('3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9');
  const query = signQuery(await loadSdk(), hmac, ORDER, WINDOW);
  expect(query).toBe(`${reordered}&signature=${hmac.sign(reordered)}`);
});

test('the SDK’s own signer, given the same moment, signs the same', async () => {
  const sdk = await loadSdk();
  const query = signQuery(sdk, hmac, { ...ORDER, newClientOrderId: 'a/b:c', stopPrice: undefined }, WINDOW);
  const options = { recvWindow: WINDOW.recvWindow, filterUndefinedParams: true };
  const params = { ...ORDER, newClientOrderId: 'a/b:c', stopPrice: undefined };
  const signed = await sdk.getRESTRequestSignature(params, options, API_KEY, SECRET_KEY, WINDOW.timestamp);
  expect(query).toBe(`${signed.serialisedParams}&signature=${signed.signature}`);
});

test('exactly the validity is signed, whatever the time is', async () => {
  const query = signQuery(await loadSdk(), hmac, ORDER, { timestamp: 42, recvWindow: 7 });
  expect(query).toMatch(/&timestamp=42&recvWindow=7&signature=[0-9a-f]{64}$/);
});

test('values are percent-encoded, then signed', async () => {
  const query = signQuery(await loadSdk(), hmac, { symbol: '币安人生USDT', newClientOrderId: 'a/b:c' }, WINDOW);
  const [text = '', signature] = query.split('&signature=');
  expect(text).toContain('symbol=%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT&newClientOrderId=a%2Fb%3Ac');
  expect(signature).toBe(hmac.sign(text));
});

test('an Ed25519 signature verifies, in a query and in a frame', async () => {
  const signer = createSigner({ apiKey: API_KEY, privateKey });
  const query = signQuery(await loadSdk(), signer, ORDER, WINDOW);
  const [text = '', signature = ''] = query.split('&signature=');
  const isSigned = (signed: string, base64: string) =>
    verify(null, Buffer.from(signed), ed25519.publicKey, Buffer.from(base64, 'base64'));
  expect(signature).not.toMatch(/[+/=]/);
  expect(isSigned(text, decodeURIComponent(signature))).toBe(true);

  const frame = writeWsRequest(await loadSdk(), signer, { id: '1', method: 'order.place', params: ORDER }, WINDOW);
  const { params } = JSON.parse(frame) as { readonly params: Record<string, string> };
  const { signature: inFrame = '', ...signed } = params;
  const payload = Object.keys(signed)
    .toSorted()
    .map((name) => `${name}=${encodeURIComponent(`${signed[name]}`)}`);
  expect(isSigned(payload.join('&'), inFrame)).toBe(true);
});

test('a private key may stand on one line, as environments hold it', () => {
  const oneLine = privateKey.replaceAll('\n', '\\n');
  const signed = createSigner({ apiKey: API_KEY, privateKey: oneLine }).sign('a=1');
  expect(signed).toBe(createSigner({ apiKey: API_KEY, privateKey }).sign('a=1'));
});

test('a frame has integers as integers, digit by digit, and everything else as text', async () => {
  const params = { symbol: 'BTCUSDT', orderId: '8389765519993908929', price: '9000', reduceOnly: undefined };
  const text = writeWsRequest(await loadSdk(), hmac, { id: '7', method: 'order.modify', params }, WINDOW);
  expect(text).toContain('"orderId":8389765519993908929,');
  expect(text).toContain('"timestamp":1591702613943,"recvWindow":5000,');
  expect(text).toContain('"price":"9000"');
  expect(text).not.toContain('reduceOnly');
  const payload = `apiKey=${API_KEY}&orderId=8389765519993908929&price=9000&recvWindow=5000&symbol=BTCUSDT&timestamp=1591702613943`;
  expect(text).toContain(`"signature":"${hmac.sign(payload)}"`);
});

test('keys that cannot be any are refused by the field’s name alone', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  const cases = [
    [{ apiKey: 'with space', secretKey: 'hushhush' }, 'credentials.apiKey', 'with space'],
    [{ apiKey: 'key', secretKey: 'hush\nhush' }, 'credentials.secretKey', 'hush'],
    [{ apiKey: 'key', privateKey: 'hushhush' }, 'credentials.privateKey', 'hushhush'],
    [{ apiKey: 'key', privateKey: rsa.toString() }, 'credentials.privateKey', 'BEGIN'],
  ] as const;
  for (const [credentials, field, secret] of cases) {
    let told = '';
    try {
      createSigner(credentials);
    } catch (error) {
      told = inspect(error, { depth: 10, showHidden: true });
    }
    expect(told).toContain(field);
    expect(told.replace(/^ {4}at .*$/gm, '')).not.toContain(secret);
  }
});

test('a signer shows nothing of what it holds', () => {
  for (const signer of [hmac, createSigner({ apiKey: API_KEY, privateKey })]) {
    const shown = inspect(signer, { depth: 10, showHidden: true }) + JSON.stringify(signer);
    expect(shown).not.toContain(API_KEY);
    expect(shown).not.toContain(SECRET_KEY);
    expect(shown).not.toContain('PRIVATE KEY');
  }
});

test('redacting takes out the key, the secret and whatever is named as one', () => {
  const text = `blocked: /fapi/v1/order?a=1&signature=abc%2B&b=2 "listenKey":"pqia91" key ${API_KEY} ${SECRET_KEY}`;
  expect(hmac.redact(text)).toBe(
    'blocked: /fapi/v1/order?a=1&signature=[secret]&b=2 "listenKey":"[secret]" key [secret] [secret]',
  );
});

test('node loads the SDK’s functions as an ES module too', () => {
  const script =
    "const sdk = await import('binance/lib/util/requestUtils.js'); console.log(typeof sdk.serialiseParams, typeof sdk.getRESTRequestSignature)";
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: import.meta.dirname });
  expect(stdout.toString().trim()).toBe('function function');
});
