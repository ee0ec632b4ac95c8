/** Hands every event to each of its watchers. */
export interface EventHub<T extends object> {
  /** Never waits. */
  emit(event: T): void;
  /**
   * Events from this call on (not from the first `next()`), until aborted or closed. Each watcher gets all of them.
   *
   * Nothing is dropped, so what a watcher does not read is kept without bound: read, abort, or leave the loop. A hub that
   * is closed gives out what was emitted before and then ends; abort ends at once. For one reader: iterate it once.
   */
  watch(abortSignal?: AbortSignal): AsyncIterableIterator<T>;
  /** Ends all watchers; later events go nowhere, later watchers end at once. */
  close(): void;
  readonly watcherCount: number;
}

/** Read events that a queue may still hold. */
const KEPT_READ = 1_024;

interface Watcher<T> {
  push(event: T): void;
  end(): void;
}

/** A hub without watchers. */
export function createEventHub<T extends object>(): EventHub<T> {
  const watchers = new Set<Watcher<T>>();
  let isClosed = false;
  return {
    emit(event) {
      for (const watcher of watchers) watcher.push(event);
    },
    watch(abortSignal) {
      let waiting: ((result: IteratorResult<T, undefined>) => void)[] = [];
      let queue: T[] = [];
      let head = 0;
      let isEnded = isClosed || abortSignal?.aborted === true;

      const watcher: Watcher<T> = {
        push(event) {
          const waiter = waiting.shift();
          if (waiter) waiter({ done: false, value: event });
          else queue.push(event);
        },
        end() {
          isEnded = true;
          watchers.delete(watcher);
          abortSignal?.removeEventListener('abort', leave);
          for (const waiter of waiting) waiter({ done: true, value: undefined });
          waiting = [];
        },
      };
      const leave = () => {
        watcher.end();
        queue = [];
        head = 0;
      };
      if (!isEnded) {
        watchers.add(watcher);
        abortSignal?.addEventListener('abort', leave, { once: true });
      }

      const take = (): IteratorResult<T, undefined> | null => {
        const event = queue[head];
        if (event === undefined) return null;
        head += 1;
        // what was read is let go of, also where the reader never catches up
        if (head === queue.length || head >= KEPT_READ) {
          queue = queue.slice(head);
          head = 0;
        }
        return { done: false, value: event };
      };
      return {
        async next() {
          const taken = take();
          if (taken) return taken;
          if (isEnded) return { done: true, value: undefined };
          return new Promise((resolve) => waiting.push(resolve));
        },
        async return() {
          leave();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
    close() {
      isClosed = true;
      for (const watcher of watchers) watcher.end();
    },
    get watcherCount() {
      return watchers.size;
    },
  };
}
