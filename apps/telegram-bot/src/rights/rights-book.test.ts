import { describe, expect, test } from 'vitest';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { DeskUser, Role } from '../desk/desk-user.ts';
import type { ChatAddress } from '../outbox/chat-directory.ts';
import type { Grant } from './grant.ts';
import { createRightsBook } from './rights-book.ts';

const GROUP: ChatAddress = { chatId: '-5', topic: null };
const TOPIC: ChatAddress = { chatId: '-5', topic: 7 };
const OWNER: DeskUser = { id: '1', role: 'owner', brokers: null };
const TRADER: DeskUser = { id: '2', role: 'trader', brokers: ['main'] };

type Given = readonly [Role | 'none', (readonly string[] | null)?, (ChatAddress | null)?];

async function bookWith(id: string, given: readonly Given[], users = [OWNER, TRADER]) {
  const journal = createMemoryJournal();
  const options = { journal, users, brokerIds: ['main', 'scalps'], now: () => 5 };
  const book = createRightsBook(options);
  for (const [role, brokers = null, place = null] of given) {
    const grant: Grant = { role, brokers, place, by: 'user:1', at: 5 };
    expect(await book.grant(id, grant, () => true)).toBe(true);
  }
  return { book, journal, options };
}

describe('what somebody may do', () => {
  test.each<{ title: string; id?: string; given: Given[]; place?: ChatAddress; is: Partial<DeskUser> | null }>([
    { title: 'nothing, by default', id: '3', given: [], is: null },
    { title: 'what the configuration says', given: [], is: { role: 'trader', brokers: ['main'] } },
    { title: 'all accounts', id: '3', given: [['viewer']], is: { role: 'viewer', brokers: null } },
    {
      title: 'one account as this, one as that',
      given: [['viewer', ['scalps']]],
      is: { role: 'trader', brokers: ['main', 'scalps'], roles: { main: 'trader', scalps: 'viewer' } },
    },
    {
      title: 'less than the configuration says',
      given: [['viewer']],
      is: { role: 'viewer', brokers: null },
    },
    { title: 'nothing more', given: [['none']], is: null },
    { title: 'nothing more on one account', given: [['viewer'], ['none', ['main']]], is: { brokers: ['scalps'] } },
    {
      title: 'something again',
      given: [['none'], ['trader', ['scalps']]],
      is: { role: 'trader', brokers: ['scalps'] },
    },
    { title: 'nothing elsewhere', id: '3', given: [['trader', null, GROUP]], is: null },
    {
      title: 'something in its group',
      id: '3',
      given: [['trader', null, GROUP]],
      place: GROUP,
      is: { role: 'trader' },
    },
    { title: 'in its topics too', id: '3', given: [['trader', null, GROUP]], place: TOPIC, is: { role: 'trader' } },
    { title: 'in one topic', id: '3', given: [['trader', null, TOPIC]], place: TOPIC, is: { role: 'trader' } },
    { title: 'not beside the topic', id: '3', given: [['trader', null, TOPIC]], place: GROUP, is: null },
    {
      title: 'the narrower place counts',
      id: '3',
      given: [
        ['trader', null, GROUP],
        ['viewer', null, TOPIC],
      ],
      place: TOPIC,
      is: { role: 'viewer' },
    },
    {
      title: 'a wider one replaces it',
      id: '3',
      given: [['trader', ['main'], TOPIC], ['viewer']],
      place: TOPIC,
      is: { role: 'viewer', brokers: null },
    },
    {
      title: 'an owner of the configuration stays one',
      id: '1',
      given: [['none'], ['viewer', ['main'], GROUP]],
      place: GROUP,
      is: { role: 'owner', brokers: null },
    },
  ])('$title', async ({ id = '2', given, place, is }) => {
    const { book, options } = await bookWith(id, given);
    const found = book.find(id, place);
    if (is === null) expect(found).toBeNull();
    else expect(found).toMatchObject(is);
    const again = createRightsBook(options);
    await again.load();
    expect(again.find(id, place)).toEqual(found);
    expect(again.fileOf(id)).toEqual(book.fileOf(id));
  });

  test('each act is an audit row with who did it', async () => {
    const { journal } = await bookWith('3', [['trader', ['main'], TOPIC], ['none']]);
    expect((await journal.listAudit(5)).map(({ actor, action, detail }) => [actor, action, detail])).toEqual([
      ['user:1', 'revoke', '{"user":"3","role":"none","brokers":"all"}'],
      ['user:1', 'grant', '{"user":"3","role":"trader","brokers":["main"],"chat":"-5:7"}'],
    ]);
  });

  test('two acts at once are one after the other: none is lost', async () => {
    const { book } = await bookWith('3', []);
    const give = (broker: string) =>
      book.grant('3', { role: 'viewer', brokers: [broker], place: null, by: 'user:1', at: 5 }, () => true);
    await Promise.all([give('main'), give('scalps')]);
    expect(book.find('3')).toMatchObject({ brokers: ['main', 'scalps'] });
  });

  test('what the journal does not take does not count', async () => {
    const journal = { ...createMemoryJournal(), commit: () => Promise.reject(new Error('full')) };
    const book = createRightsBook({ journal, users: [OWNER], brokerIds: ['main'], now: () => 5 });
    const grant: Grant = { role: 'viewer', brokers: null, place: null, by: 'user:1', at: 5 };
    await expect(book.grant('3', grant, () => true)).rejects.toThrow('full');
    expect(book.find('3')).toBeNull();
  });

  test('a group that got a new id keeps its grants and its accounts', async () => {
    const { book, options } = await bookWith('3', [['trader', null, GROUP]]);
    await book.link(TOPIC, { brokers: ['scalps'], by: 'user:1', at: 5 }, 'user:1');
    const moved = createRightsBook({ ...options, originalId: (id) => (id === '-1005' ? '-5' : id) });
    await moved.load();
    expect(moved.find('3', { chatId: '-1005', topic: null })).toMatchObject({ role: 'trader', brokers: null });
    expect(moved.find('3', { chatId: '-1005', topic: 7 })).toMatchObject({ brokers: ['scalps'] });
  });
});

describe('a chat that is bound to an account', () => {
  test('has no other, for anybody; what they answer for in all stays', async () => {
    const { book } = await bookWith('3', []);
    await book.link(GROUP, { brokers: ['scalps'], by: 'user:1', at: 5 }, 'user:1');
    expect(book.find('1', TOPIC)).toEqual({ id: '1', role: 'owner', brokers: ['scalps'], ofAll: 'owner' });
    expect(book.find('2', GROUP)).toBeNull();
    expect(book.find('1', { chatId: '1', topic: null })).toMatchObject({ brokers: null });
    await book.link(GROUP, null, 'user:1');
    expect(book.find('2', GROUP)).toMatchObject({ brokers: ['main'] });
  });

  test('a topic’s own binding stands over its group’s', async () => {
    const { book } = await bookWith('3', []);
    await book.link(GROUP, { brokers: ['scalps'], by: 'user:1', at: 5 }, 'user:1');
    await book.link(TOPIC, { brokers: ['main'], by: 'user:1', at: 5 }, 'user:1');
    expect(book.find('1', TOPIC)).toMatchObject({ brokers: ['main'] });
    expect(book.find('1', GROUP)).toMatchObject({ brokers: ['scalps'] });
  });
});
