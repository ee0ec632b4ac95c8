import type { Update } from 'grammy/types';
import { mayBeCode } from '../chat/read-code.ts';

/** Whether it may be nothing but a code of an authenticator, which is kept nowhere. */
export function isCodeUpdate({ message }: Update): boolean {
  return mayBeCode(message?.text ?? '');
}
