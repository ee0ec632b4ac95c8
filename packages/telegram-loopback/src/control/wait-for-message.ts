import type { WaitOptions } from '../telegram-loopback.ts';
import type { Message } from '../wire/message.ts';
import type { World } from '../world/world.ts';
import { ControlError } from './control-error.ts';

const TIMEOUT_MS = 5000;
const SHOWN = 5;

/** The first message, standing or to come, for which `predicate` holds. */
export function waitForMessage(
  world: World,
  predicate: (message: Message) => boolean,
  { chatId, timeoutMs = TIMEOUT_MS }: WaitOptions = {},
): Promise<Message> {
  const rooms = () => [...world.rooms.values()].filter(({ chat }) => chatId === undefined || chat.id === chatId);
  const standing = () => rooms().flatMap(({ messages }) => [...messages.values()].map(({ message }) => message));
  const found = standing().find(predicate);
  if (found !== undefined) return Promise.resolve(found);
  return new Promise((resolve, reject) => {
    const stop = world.events.on((event) => {
      if (event.type !== 'message' && event.type !== 'message-changed') return;
      if (chatId !== undefined && event.chatId !== chatId) return;
      const { message } = event.stored;
      let isMatch = false;
      try {
        isMatch = predicate(message);
      } catch (error) {
        finish(() => reject(error));
      }
      if (isMatch) finish(() => resolve(message));
    });
    const cancel = world.clock.schedule(timeoutMs, () => {
      const last = standing()
        .slice(-SHOWN)
        .map(({ text, caption }) => text ?? caption ?? '(no text)');
      const seen = last.length === 0 ? 'there is none' : `the last are:\n${last.join('\n---\n')}`;
      finish(() => reject(new ControlError(`no message matched within ${timeoutMs} ms; ${seen}`)));
    });
    const finish = (settle: () => void) => {
      stop();
      cancel();
      settle();
    };
  });
}
