import { describe, expect, test } from 'vitest';
import { silentLogger } from '@perpdesk/broker-core';
import type { BotCommand } from 'grammy/types';
import type { DeskUser } from '../desk/desk-user.ts';
import { toLanguage } from '../language/language.ts';
import { createSpeech } from '../language/speech.ts';
import { COMMANDS } from './commands/registry.ts';
import { createMenus } from './menus.ts';

interface Shown {
  readonly menu: readonly BotCommand[];
  readonly to: unknown;
}

function createBench({ fails = 0 } = {}) {
  const calls: Shown[] = [];
  const roles = new Map<string, DeskUser['role']>([
    ['111', 'owner'],
    ['222', 'trader'],
    ['333', 'viewer'],
  ]);
  const languages = new Map([['-5', 'de']]);
  let failures = fails;
  const menus = createMenus({
    api: {
      setMyCommands: async (menu, to) => {
        failures -= 1;
        if (failures >= 0) throw new Error('chat not found');
        calls.push({ menu: [...menu], to });
        return true;
      },
    },
    commands: COMMANDS,
    users: {
      find: (id) => {
        const role = roles.get(id);
        return role === undefined ? null : { id, role, brokers: null };
      },
    },
    directory: { targetOf: ({ chatId }) => chatId },
    speeches: {
      ofUser: (_id, code) => createSpeech(toLanguage(code) ?? 'en', 'UTC'),
      ofTarget: (target) => createSpeech(toLanguage(languages.get(target)) ?? 'en', 'UTC'),
    },
    logger: silentLogger,
  });
  return { menus, calls, roles, languages, names: () => calls.map(({ menu }) => menu.map(({ command }) => command)) };
}

const wordFor = ({ menu }: Shown, name: string) => menu.find(({ command }) => command === name)?.description;

describe('the menu of commands', () => {
  test('a stranger’s has one row, in the language of their Telegram', async () => {
    const bench = createBench();
    await bench.menus.begin();
    expect(bench.names()).toEqual([['whoami'], ['whoami']]);
    expect(bench.calls.map(({ to }) => to)).toEqual([{}, { language_code: 'de' }]);
    expect(bench.calls[0]!.menu).not.toEqual(bench.calls[1]!.menu);
  });

  test('each role has what is of use to it', async () => {
    const bench = createBench();
    for (const id of ['111', '222', '333']) await bench.menus.show({ userId: id, chatId: id, languageCode: 'en' });
    const [owner = [], trader = [], viewer = []] = bench.names();
    expect(owner).toEqual(COMMANDS.map(({ name }) => name));
    expect(owner.filter((name) => !trader.includes(name))).toEqual(['users', 'grant', 'revoke', 'link', 'audit']);
    expect(viewer).toEqual(expect.arrayContaining(['status', 'positions', 'pnl', 'language', 'help']));
    for (const name of ['long', 'close', 'panic', 'sl', 'resume']) {
      expect(trader).toContain(name);
      expect(viewer).not.toContain(name);
    }
    expect(bench.calls[0]!.to).toEqual({ scope: { type: 'chat', chat_id: '111' } });
  });

  test('follows language and role, and is set once for each', async () => {
    const bench = createBench();
    const person = { userId: '222', chatId: '222' };
    await bench.menus.show({ ...person, languageCode: 'de' });
    await bench.menus.show({ ...person, languageCode: 'de' });
    expect(bench.calls).toHaveLength(1);
    await bench.menus.show({ ...person, languageCode: 'en' });
    bench.roles.set('222', 'viewer');
    await bench.menus.show({ ...person, languageCode: 'en' });
    expect(bench.calls.map((call) => wordFor(call, 'positions'))).toEqual([
      'offene Positionen',
      'open positions',
      'open positions',
    ]);
    expect(bench.names().map((names) => names.includes('long'))).toEqual([true, true, false]);
  });

  test('a group has a trader’s in the group’s language, whoever speaks', async () => {
    const bench = createBench();
    await bench.menus.show({ userId: '111', chatId: '-5', languageCode: 'en' });
    await bench.menus.show({ userId: '333', chatId: '-5', languageCode: 'en' });
    expect(bench.calls).toHaveLength(1);
    expect(bench.names()[0]).toEqual(expect.arrayContaining(['positions', 'long', 'panic', 'help']));
    expect(bench.names()[0]!.length).toBeLessThan(16);
    expect(wordFor(bench.calls[0]!, 'positions')).toBe('offene Positionen');
  });

  test('is tried again where Telegram did not take it', async () => {
    const bench = createBench({ fails: 1 });
    await bench.menus.show({ userId: '111', chatId: '111' });
    expect(bench.calls).toEqual([]);
    await bench.menus.show({ userId: '111', chatId: '111' });
    expect(bench.calls).toHaveLength(1);
  });
});
