import { badRequest } from '../api-error.ts';
import { readText } from '../arguments/arguments.ts';
import type { Method } from './method.ts';

export const getMe: Method = ({ world }) => ({
  ...world.bot,
  can_join_groups: true,
  can_read_all_group_messages: world.canReadAllGroupMessages,
  supports_guest_queries: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
});

const LONGEST: Readonly<Record<string, number>> = { name: 64, description: 512, short_description: 120 };

const profileKey = (field: string, language: string): string => `${field}:${language}`;

/** Stores the bot's name, description or short description for one language. */
export const setProfileText =
  (field: 'name' | 'description' | 'short_description'): Method =>
  ({ world, args }) => {
    const text = readText(args, field) ?? '';
    if (text.length > (LONGEST[field] ?? 0)) throw badRequest(`BOT_${field.toUpperCase()}_TOO_LONG`);
    world.profile.set(profileKey(field, readText(args, 'language_code') ?? ''), text);
    return true;
  };

export const getProfileText =
  (field: 'name' | 'description' | 'short_description'): Method =>
  ({ world, args }) => {
    const language = readText(args, 'language_code') ?? '';
    const text = world.profile.get(profileKey(field, language)) || world.profile.get(profileKey(field, ''));
    return { [field]: text || (field === 'name' ? world.bot.first_name : '') };
  };

export const getFile: Method = ({ world, args }) => {
  const file = world.files.byId(readText(args, 'file_id') ?? '');
  if (file === undefined) throw badRequest('invalid file_id');
  const { file_id, file_unique_id, file_size, path } = file;
  return { file_id, file_unique_id, file_size, file_path: path };
};
