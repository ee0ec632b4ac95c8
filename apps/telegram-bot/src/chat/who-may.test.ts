import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import type { DeskUser } from '../desk/desk-user.ts';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { OWNER, VIEWER } from '../testing/desk-bench.ts';
import { standStop } from '../testing/stand-stop.test.fixture.ts';
import { COMMANDS } from './commands/registry.ts';
import { leastRole } from './menu.ts';
import { BUTTON_ROWS, COMMAND_ROWS, type Kind } from './who-may-rows.test.fixture.ts';

const CANARY = /61\D?234|0\.777|PAPER main/u;
const ELSEWHERE: DeskUser = { id: '444', role: 'trader', brokers: ['other'] };
const HALF: DeskUser = {
  id: '555',
  role: 'trader',
  brokers: ['main', 'other'],
};
const PERSONS = [
  { who: 'a stranger', from: 666 },
  { who: 'a viewer', from: 333 },
  { who: 'a trader of another account', from: 444 },
  { who: 'a trader of another account who may look at this one', from: 555 },
] as const;
type Person = (typeof PERSONS)[number];

const seesMain = ({ from }: Person) => from === 333 || from === 555;
/** In their own chat, which is nobody else's business. */
const isOwnChat = (kind: Kind, { from }: Person) => (kind === 'own' || kind === 'loud') && from !== 666;

/** How a chat is spoken to, which a trader sets; how loud it is, where they trade on all that it hears of. */
const isOfChat = (button: string) => button.startsWith('n:s:') || button.startsWith('lg:c:');
const GROUP = -1005;

async function createBench(): Promise<ChatBench> {
  const position = fakePosition({ entryPrice: decimal('61234.5'), quantity: decimal('0.777') });
  const brokers = [{ id: 'main', positions: [position] }, { id: 'other' }];
  const groupHears = ['main', 'other'];
  const bench = await createChatBench(brokers, { users: [OWNER, VIEWER, ELSEWHERE, HALF], groupHears });
  const grant = { role: 'viewer', brokers: ['main'], place: null, by: 'user:111', at: 1 } as const;
  await bench.rights.grant('555', grant, () => true);
  await standStop(bench, '61234.5');
  return bench;
}

/** All that anybody could have changed. */
async function stateOf({ engine, journal }: ChatBench): Promise<string> {
  const flags = await journal.readFlags();
  return JSON.stringify([engine.trades, engine.panics, engine.controls, flags, await journal.listAudit(99)]);
}

/** All that was said, by message, edit or toast, from that call on. */
function said(bench: ChatBench, from: number): string {
  return bench.sent
    .slice(from)
    .map(({ payload }) => JSON.stringify(payload).replaceAll(' ', ' '))
    .join('\n');
}

test('the menu shows each command to whom it is of use', () => {
  const least = {
    open: 'none',
    read: 'viewer',
    own: 'viewer',
    loud: 'viewer',
    money: 'trader',
    pause: 'trader',
    owners: 'owner',
  } as const;
  const shown = Object.fromEntries(COMMANDS.map((command) => [command.name, leastRole(command)]));
  expect(shown).toEqual(Object.fromEntries(Object.entries(COMMAND_ROWS).map(([name, [kind]]) => [name, least[kind]])));
});

test('every command has its row', () => {
  expect(Object.keys(COMMAND_ROWS).toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted());
});

const CALLS = Object.entries(COMMAND_ROWS).flatMap(([name, [kind, ...calls]]) =>
  calls.map((text) => ({ kind, call: `/${name} ${text}`.trim() })),
);

describe.each(PERSONS)('$who', (person) => {
  const { from } = person;
  const mayPause = from === 444 || from === 555;

  test.each(CALLS)('$call', async ({ kind, call }) => {
    const bench = await createBench();
    if (call === '/resume') bench.engine.set({ paused: true, pausedBy: ['user:111'] });
    const before = await stateOf(bench);
    await bench.say(call, { from });
    // the engine itself tells of a pause
    expect(bench.sent.length > 0).toBe(!(kind === 'pause' && mayPause));
    const text = said(bench, 0);
    if (!seesMain(person)) expect(text).not.toMatch(CANARY);
    if (from === 666 && kind !== 'open') expect(bench.texts()).toEqual(['You have no access to this desk.']);
    if (kind === 'money' || kind === 'owners') expect(bench.buttons()).toEqual([]);
    if (kind === 'pause' && mayPause) expect(bench.engine.controls).toEqual([`pause user:${from}`]);
    else if (!isOwnChat(kind, person)) expect(await stateOf(bench)).toBe(before);
    // in a group they change nothing either
    if (kind !== 'own' && kind !== 'loud') return;
    const group = await createBench();
    const untouched = await stateOf(group);
    await group.say(call, { from, chatId: GROUP, chatType: 'supergroup' });
    if (kind === 'loud' || !mayPause) expect(await stateOf(group)).toBe(untouched);
  });

  test.each(BUTTON_ROWS)('buttons of $pattern ($card)', async ({ pattern, card, data }) => {
    const bench = await createBench();
    if (card !== null) await bench.say(card);
    const onCard = bench.buttons().filter((it) => new RegExp(pattern, 'u').test(it));
    if (card !== null) expect(onCard.length).toBeGreaterThan(0);
    let before = await stateOf(bench);
    for (const button of [...onCard, ...data]) {
      expect(button).toMatch(new RegExp(pattern, 'u'));
      expect(Buffer.byteLength(button)).toBeLessThanOrEqual(64);
      const at = bench.sent.length;
      // a stranger is not answered for ever
      if (card === null) await bench.clock.advance(61_000);
      // in the owner's chat, in a group, and in one's own
      for (const chatId of [111, ...(isOfChat(button) ? [GROUP] : []), from]) {
        if (chatId === from && isOfChat(button) && from !== 666) continue;
        await bench.tap(button, { from, chatId });
      }
      expect(bench.sent.slice(at).some(({ method }) => method === 'answerCallbackQuery')).toBe(true);
      if (!seesMain(person)) expect(said(bench, at)).not.toMatch(CANARY);
      if (from === 666) expect(said(bench, at)).not.toMatch(/"text":"(?!You have no access)/u);
      const isTheirs = (button.startsWith('lg:c:') && mayPause) || (button.startsWith('lg:p:') && from !== 666);
      const state = await stateOf(bench);
      if (isTheirs) before = state;
      else expect(state).toBe(before);
    }
    // the engine decides by the accounts that it is told
    for (const answer of bench.engine.answers) expect(answer.brokerIds).toEqual(['other']);
    if (!mayPause) expect(bench.engine.answers).toEqual([]);
    // the card is its owner's still
    for (const button of onCard.filter((it) => /^c:.*:y$/u.test(it))) await bench.tap(button);
    if (pattern.startsWith('^c') && /^\/(?:long|close)/u.test(card ?? '')) expect(bench.engine.trades).toHaveLength(1);
    if (card?.startsWith('/panic') === true) expect(bench.engine.panics).toHaveLength(1);
  });
});
