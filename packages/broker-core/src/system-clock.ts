import type { Clock } from './clock.ts';

/** What a timer of the machine can wait; it calls back at once where it is asked for more. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** The machine's own clock: the one place, beside `main.ts`, where raw time is read. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, callback) {
    const wait = (leftMs: number): NodeJS.Timeout => {
      const isLast = leftMs <= MAX_DELAY_MS;
      const next = () => {
        if (isLast) callback();
        else timer = wait(leftMs - MAX_DELAY_MS);
      };
      return setTimeout(next, isLast ? leftMs : MAX_DELAY_MS).unref();
    };
    let timer = wait(Math.max(0, delayMs));
    return () => clearTimeout(timer);
  },
  turn: (callback) => void setImmediate(callback),
  hold() {
    const timer = setInterval(() => {}, MAX_DELAY_MS);
    return () => clearInterval(timer);
  },
};
