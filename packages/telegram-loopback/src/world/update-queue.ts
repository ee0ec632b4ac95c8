import type { Clock } from '../clock.ts';
import type { Update, UpdatePayloads, UpdateType } from '../wire/update.ts';

/** Telegram keeps what nobody fetched for a day. */
const RETENTION_MS = 24 * 3_600_000;
/** Sent only to bots that ask for them by name. */
const ON_REQUEST: ReadonlySet<string> = new Set(['message_reaction', 'message_reaction_count', 'chat_member']);

/** What happened and the bot has not confirmed yet. */
export interface UpdateQueue {
  /** Adds an update, unless the bot asked not to get its kind. */
  push<T extends UpdateType>(type: T, payload: UpdatePayloads[T]): void;
  /** Forgets what is older than `offset` (a negative one counts from the end) and returns what follows. */
  fetch(offset: number, limit: number): readonly Update[];
  /** The kinds to keep from now on; an empty list is Telegram's default. */
  allow(types: readonly string[]): void;
  allowed(): readonly string[];
  pending(): readonly Update[];
  clear(): void;
  /** Calls back after each push; the returned function stops it. */
  onPush(listener: () => void): () => void;
}

export function createUpdateQueue(clock: Clock, firstUpdateId: number): UpdateQueue {
  let nextId = firstUpdateId;
  let types: readonly string[] = [];
  let queue: readonly { readonly update: Update; readonly at: number }[] = [];
  const listeners = new Set<() => void>();
  const dropExpired = () => {
    queue = queue.filter(({ at }) => clock.now() - at < RETENTION_MS);
  };
  return {
    push(type, payload) {
      if (types.length === 0 ? ON_REQUEST.has(type) : !types.includes(type)) return;
      queue = [...queue, { update: { update_id: nextId++, [type]: payload }, at: clock.now() }];
      for (const listener of listeners) listener();
    },
    fetch(offset, limit) {
      dropExpired();
      if (offset > 0) queue = queue.filter(({ update }) => update.update_id >= offset);
      if (offset < 0) queue = queue.slice(offset);
      return queue.slice(0, limit).map(({ update }) => update);
    },
    allow(next) {
      types = next;
    },
    allowed: () => types,
    pending() {
      dropExpired();
      return queue.map(({ update }) => update);
    },
    clear() {
      queue = [];
    },
    onPush(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
