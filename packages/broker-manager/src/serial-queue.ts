/** Runs tasks one after the other in the order they came: at once while nothing is waited for, else when their turn comes. */
export interface SerialQueue {
  push(task: () => void | Promise<void>): void;
  /** Tasks that wait for their turn. */
  readonly length: number;
}

/** A task that throws is handed to `onError`; the next one runs all the same. */
export function createSerialQueue(onError: (error: unknown) => void): SerialQueue {
  const waiting: (() => void | Promise<void>)[] = [];
  let isBusy = false;

  const run = () => {
    while (!isBusy) {
      const task = waiting.shift();
      if (task === undefined) return;
      isBusy = true;
      try {
        const done = task();
        if (done === undefined) {
          isBusy = false;
        } else {
          void done.catch(onError).finally(() => {
            isBusy = false;
            run();
          });
        }
      } catch (error) {
        isBusy = false;
        onError(error);
      }
    }
  };

  return {
    push(task) {
      waiting.push(task);
      run();
    },
    get length() {
      return waiting.length;
    },
  };
}
