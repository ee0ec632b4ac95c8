import type { MessageEntity } from '../wire/message-entity.ts';
import type { User } from '../wire/user.ts';
import { checkLink } from './check-link.ts';

/** Finds a user that the bot may mention by id. */
export type FindUser = (id: number) => User | undefined;

/** The entity that a link makes of a stretch, or undefined where Telegram drops it silently. */
export function linkEntity(url: string, offset: number, length: number, findUser: FindUser): MessageEntity | undefined {
  const userId = /^tg:\/\/user\/?\?id=(\d{1,15})$/i.exec(url.trim())?.[1];
  if (userId !== undefined) {
    const user = findUser(Number.parseInt(userId, 10));
    return user === undefined ? undefined : { type: 'text_mention', offset, length, user };
  }
  const check = checkLink(url);
  return check.ok ? { type: 'text_link', offset, length, url: check.url } : undefined;
}
