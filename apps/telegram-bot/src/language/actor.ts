import type { Speech } from './speech.ts';
import { noticeTexts } from './texts/notice.ts';

/** `user 111` for `user:111`. */
export function formatActor(speech: Speech, actor: string): string {
  return actor.startsWith('user:')
    ? speech.say(noticeTexts).user(actor.slice('user:'.length))
    : actor.replace(':', ' ');
}
