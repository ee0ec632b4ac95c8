import { badRequest } from '../api-error.ts';
import { readJson, readText, type MethodArguments } from '../arguments/arguments.ts';
import { isRecord } from '../record.ts';
import type { BotCommand, CommandScope } from '../world/command-store.ts';
import type { World } from '../world/world.ts';
import { findRoom } from './find-room.ts';
import type { Method } from './method.ts';

const MAX_COMMANDS = 100;

export const setMyCommands: Method = ({ world, args }) => {
  const given = readJson(args, 'commands', 'BotCommands');
  if (!Array.isArray(given)) throw badRequest("can't parse BotCommands: expected an Array of BotCommand");
  if (given.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  world.commands.set(readScope(world, args), readLanguage(args), given.map(readCommand));
  world.events.emit({ type: 'rooms-changed' });
  return true;
};

export const getMyCommands: Method = ({ world, args }) =>
  world.commands.get(readScope(world, args), readLanguage(args));

export const deleteMyCommands: Method = ({ world, args }) => {
  world.commands.set(readScope(world, args), readLanguage(args), []);
  world.events.emit({ type: 'rooms-changed' });
  return true;
};

function readCommand(value: unknown): BotCommand {
  const { command: name, description } = isRecord(value) ? value : {};
  if (typeof name !== 'string' || typeof description !== 'string')
    throw badRequest("can't parse BotCommand: both command and description must be of type String");
  const command = name.replace(/^\//, '');
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description === '' || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  return { command, description };
}

function readLanguage(args: MethodArguments): string {
  const language = readText(args, 'language_code') ?? '';
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('BOT_COMMAND_LANG_CODE_INVALID');
  return language;
}

function readScope(world: World, args: MethodArguments): CommandScope {
  const given = readJson(args, 'scope', 'BotCommandScope');
  if (given === undefined || given === null) return { type: 'default' };
  if (!isRecord(given)) throw badRequest("can't parse BotCommandScope: expected an Object");
  const { type, chat_id: chat, user_id: userId } = given;
  switch (type) {
    case 'default':
    case 'all_private_chats':
    case 'all_group_chats':
    case 'all_chat_administrators':
      return { type };
    case 'chat':
    case 'chat_administrators':
      return { type, chatId: roomId(world, chat) };
    case 'chat_member':
      if (typeof userId !== 'number') throw badRequest('invalid user_id specified');
      return { type, chatId: roomId(world, chat), userId };
    default:
      throw badRequest("can't parse BotCommandScope: Unsupported type specified");
  }
}

function roomId(world: World, chat: unknown): number {
  return findRoom(world, { values: new Map([['chat_id', chat]]), files: new Map() }).chat.id;
}
