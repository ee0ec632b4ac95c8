import { describe, expect, test } from 'vitest';
import { silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { JournalError, type Journal } from '@perpdesk/journal/port';
import { NOON, OWNER } from '../testing/desk-bench.ts';
import type { CardClaim } from './card-claim.ts';
import { createConfirmCards, type ConfirmCards } from './confirm-cards.ts';
import type { ConfirmCommand } from './confirm-command.ts';

const PANIC: ConfirmCommand = { type: 'panic', brokerIds: null };
/** Its rights are looked at when it is carried out, so it can be claimed without more. */
const AGAIN: ConfirmCommand = { type: 'again', text: '/status' };
const CODE: ConfirmCommand = {
  type: 'approve',
  stage: 'code',
  passed: [],
  rest: [],
  origin: 'nonce-0',
  brokerIds: ['main'],
  askedIn: { chatId: '111', topic: null },
  relay: [],
  command: PANIC,
};
const PLACE = { user: OWNER, chatId: '111', topic: null, findUser: () => OWNER };
const PROOF = [{ type: 'flag-put', name: 'totp:111', value: 'used' }] as const;

/** The cards of one run of the program; a second one over the same journal is the run after it. */
function cardsOver(journal: Journal, nonceOf?: () => string): ConfirmCards {
  let count = 0;
  const createNonce = nonceOf ?? (() => `nonce-${(count += 1)}`);
  const context = { journal, clock: createFakeClock(NOON), logger: silentLogger, confirmTtlMs: 60_000, createNonce };
  return createConfirmCards(context as never);
}

/** A journal that can be filled up. */
function createDisk() {
  const memory = createMemoryJournal();
  let isFull = false;
  const commit: Journal['commit'] = (...call) =>
    isFull ? Promise.reject(new JournalError('disk-full', 'The disk is full.')) : memory.commit(...call);
  return { journal: { ...memory, commit }, fill: () => (isFull = true) };
}

async function issue(cards: ConfirmCards, command: ConfirmCommand): Promise<string> {
  return (await cards.issue(PLACE, 'main', command)).nonce;
}

const kindsOf = (claims: readonly CardClaim[]) => claims.map(({ type }) => type);
const twice = async (cards: ConfirmCards, nonce: string, proof?: typeof PROOF) =>
  kindsOf(await Promise.all([cards.claim(PLACE, nonce, proof), cards.claim(PLACE, nonce, proof)]));

describe('of two taps at once one has the card', () => {
  test('where it is stored', async () => {
    const cards = cardsOver(createMemoryJournal());
    expect(await twice(cards, await issue(cards, AGAIN))).toEqual(['claimed', 'already']);
  });

  test('where a red button could not be stored, and where it could and its tap cannot', async () => {
    const full = createDisk();
    full.fill();
    const unstored = cardsOver(full.journal);
    expect(await twice(unstored, await issue(unstored, PANIC))).toEqual(['claimed', 'already']);
    const filling = createDisk();
    const stored = cardsOver(filling.journal);
    const nonce = await issue(stored, PANIC);
    filling.fill();
    expect(kindsOf([await stored.claim(PLACE, nonce), await stored.claim(PLACE, nonce)])).toEqual([
      'claimed',
      'already',
    ]);
  });

  test('where a crash broke the first one off', async () => {
    const journal = createMemoryJournal();
    const before = cardsOver(journal);
    const nonce = await issue(before, AGAIN);
    await before.claim(PLACE, nonce);
    expect(await twice(cardsOver(journal), nonce)).toEqual(['claimed', 'already']);
  });

  test('where one says yes and the other no', async () => {
    const cards = cardsOver(createMemoryJournal());
    const nonce = await issue(cards, AGAIN);
    expect(kindsOf(await Promise.all([cards.claim(PLACE, nonce), cards.cancel(PLACE, nonce)]))).toEqual([
      'claimed',
      'already',
    ]);
  });
});

describe('a card that was claimed', () => {
  test('is let go where its work broke off without an outcome, and is the next tap’s', async () => {
    const cards = cardsOver(createMemoryJournal());
    const nonce = await issue(cards, AGAIN);
    await cards.claim(PLACE, nonce);
    expect(await cards.claim(PLACE, nonce)).toMatchObject({ type: 'already' });
    cards.release(nonce);
    expect(await cards.claim(PLACE, nonce)).toMatchObject({ type: 'claimed', resumed: true });
  });

  test('gives way to one further card, not to two', async () => {
    const journal = createMemoryJournal();
    const cards = cardsOver(journal);
    const nonce = await issue(cards, AGAIN);
    const next = { userId: OWNER.id, chatId: '111', brokerId: 'main', command: CODE, ttlMs: 60_000 };
    await expect(cards.advance(nonce, next)).rejects.toThrow('taken by another tap');
    await cards.claim(PLACE, nonce);
    const asked = await cards.advance(nonce, next);
    await expect(cards.advance(nonce, next)).rejects.toThrow('taken by another tap');
    expect(await journal.getConfirm(nonce)).toMatchObject({ state: 'done', result: 'asked' });
    expect(await journal.getConfirm(asked.nonce)).toMatchObject({ state: 'pending' });
  });

  test('by a code keeps that the code was used, also where a crash broke the first claim off', async () => {
    const journal = createMemoryJournal();
    const before = cardsOver(journal);
    const nonce = await issue(before, CODE);
    const whole = { ...journal, commit: (changes: Parameters<Journal['commit']>[0]) => journal.commit([changes[0]!]) };
    await cardsOver(whole).claim(PLACE, nonce, PROOF);
    expect(await journal.readFlags()).toEqual({});
    expect(await cardsOver(journal).claim(PLACE, nonce, PROOF)).toMatchObject({ type: 'claimed', resumed: true });
    expect(await journal.readFlags()).toEqual({ 'totp:111': 'used' });
  });

  test('and is done says so, whatever else it once waited for', async () => {
    const cards = cardsOver(createMemoryJournal());
    const nonce = await issue(cards, CODE);
    await cards.claim(PLACE, nonce, PROOF);
    await cards.finish(nonce, 'done', 'asked');
    expect(await cards.claim(PLACE, nonce)).toMatchObject({ type: 'already', row: { result: 'asked' } });
  });
});

test('a card that gave way to one of another size is not carried out, and one that was carried out does not give way', async () => {
  const cards = cardsOver(createMemoryJournal());
  const [replaced, claimed] = [await issue(cards, AGAIN), await issue(cards, AGAIN)];
  await cards.replace(PLACE, replaced);
  expect(await cards.claim(PLACE, replaced)).toMatchObject({ type: 'replaced' });
  await cards.claim(PLACE, claimed);
  await cards.replace(PLACE, claimed);
  expect(await cards.claim(PLACE, claimed)).toMatchObject({ type: 'already', row: { state: 'executing' } });
});

test('a card that nobody claimed is not finished', async () => {
  const cards = cardsOver(createMemoryJournal());
  const nonce = await issue(cards, AGAIN);
  await cards.finish(nonce, 'done', 'nobody');
  expect(await cards.claim(PLACE, nonce)).toMatchObject({ type: 'claimed' });
});

test('a nonce is given to one card only', async () => {
  const cards = cardsOver(createMemoryJournal(), () => 'nonce');
  await issue(cards, AGAIN);
  await expect(issue(cards, PANIC)).rejects.toThrow('A card of that nonce is there already.');
});
