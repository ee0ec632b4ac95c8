import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { alertBody, createWorld, settle, START_AT, testRoute } from '../simulation/world.test.fixture.ts';

const TOKEN = 'cAnArY-new-token-0123456789';
const OLD = 'cAnArY-old-token-0123456789';
const OTHER = 'cAnArY-token-of-another-route';
const SECRET = 'cAnArY-secret-of-the-body';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const tokenHashes = [sha256(TOKEN), sha256(OLD)];
const other = testRoute({ id: 'other', tokenHashes: [sha256(OTHER)], secretHash: sha256(SECRET) });

const withFields = (fields: object) =>
  JSON.stringify({ ...(JSON.parse(alertBody(START_AT, '0', '0.02')) as object), ...fields });

type World = Awaited<ReturnType<typeof createWorld>>;
const keptIn = async (world: World) =>
  JSON.stringify([await world.notices(), await world.journal.listSignals({}), await world.journal.listIntents({})]);

describe.each([
  ['its own token', TOKEN],
  ['its old token', OLD],
  ['another route’s token', OTHER],
  ['another route’s body secret', SECRET],
  ['its own token, percent-encoded', TOKEN.replaceAll('-', '%2D')],
])('%s, as a bare word', (_what, word) => {
  test.each([
    ['in the words of an alert', withFields({ comment: `by ${word}.` }), 200],
    ['as the strategy', withFields({ strategy: word }), 200],
    ['as a key', withFields({ [word]: '1' }), 200],
    ['in a text in a text', withFields({ alert_message: JSON.stringify({ x: word }) }), 200],
    ['with escaped letters', withFields({ comment: word }).replaceAll('cAnArY', '\\u0063\\u0041nArY'), 200],
    ['as the symbol', withFields({ symbol: word }), 422],
    ['as the price', withFields({ price: word }), 422],
    ['in JSON that is broken', `${withFields({ comment: word })},,`, 400],
    ['twice as a key', `{"${word}":"1","${word}":"2"}`, 422],
    ['in a list', JSON.stringify([word]), 400],
    ['in text', `buy BTC now ${word}`, 400],
    ['in bytes that are no text', `\u00ff ${word}`, 400],
    ['in too many bytes', `${word} ${'x'.repeat(70_000)}`, 413],
    ['where too many bytes are cut', `${'x '.repeat(990)}${word} ${'x'.repeat(70_000)}`, 413],
  ])('%s it is neither kept nor told', async (what, body, status) => {
    const world = await createWorld({ routes: [testRoute({ tokenHashes }), other] });
    const bytes = Buffer.from(body, what.includes('no text') ? 'latin1' : 'utf8');
    const answer = await settle(
      world.clock,
      world.life.engine.acceptAlert({ routeId: 'trend', body: bytes, receivedAt: START_AT }),
    );
    expect(answer.status).toBe(status);
    await world.clock.advance(5_000);
    expect((await world.journal.listSignals({})).length).toBe(1);
    expect((await keptIn(world)) + JSON.stringify(answer)).not.toMatch(/canary/i);
  });

  test('a route that tells words tells it not', async () => {
    const world = await createWorld({ routes: [testRoute({ mode: 'notify', tokenHashes }), other] });
    expect(await world.post(`Sold half, ${word}`)).toMatchObject({ status: 200 });
    expect(await world.post(JSON.stringify({ message: `Bought\n${word}` }))).toMatchObject({ status: 200 });
    const kept = await keptIn(world);
    expect(kept).toContain('Sold half, [secret]');
    expect(kept).not.toMatch(/canary/i);
  });

  test('the door keeps no part of it', async () => {
    const world = await createWorld({ routes: [testRoute({ tokenHashes }), other] });
    const refuse = (body: string) =>
      world.life.engine.noteRefusal({
        routeId: 'trend',
        code: 'bad-request',
        detail: '',
        body: Buffer.from(body),
        receivedAt: START_AT,
      });
    await refuse(`{"comment":"${word}"`);
    await refuse(`{"comment":"x ${word.slice(0, -2)}`);
    expect((await world.journal.listSignals({})).length).toBe(2);
    expect(await keptIn(world)).not.toMatch(/canary/i);
  });
});

test('alerts with a token in them are told apart, and repeats known, by the rest of their text', async () => {
  const world = await createWorld({ routes: [testRoute({ tokenHashes }), other] });
  const body = (comment: string) => withFields({ comment });
  const first = await world.post(body(`one ${TOKEN}`));
  expect(first).toMatchObject({ result: 'accepted' });
  expect(await world.post(body(`one ${TOKEN}`))).toEqual({ ...first, result: 'duplicate' });
  // a resend may come when the token was replaced
  expect(await world.post(body(`one ${OLD}`))).toEqual({ ...first, result: 'duplicate' });
  expect(await world.post(body(`two ${TOKEN}`))).toMatchObject({ result: 'accepted' });
  expect(await world.post(body(`one ${TOKEN}x`))).toMatchObject({ result: 'accepted' });
});

test('what the program itself knows is hidden as well', async () => {
  const hideSecrets = (text: string) => text.replaceAll('cAnArY', '[secret]');
  const world = await createWorld({ routes: [testRoute({ mode: 'notify' })], hideSecrets });
  expect(await world.post('see xcAnArYy')).toMatchObject({ status: 200 });
  expect(await keptIn(world)).toContain('see x[secret]y');
});
