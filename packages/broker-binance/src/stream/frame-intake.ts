import type { Clock } from '@perpdesk/broker-core';
import type { AccountFrame, ReadFrame } from './account-frame.ts';
import type { AccountNews } from './handle-frame.ts';
import type { SparseLog } from './sparse-log.ts';
import type { StreamCounters } from './stream-stats.ts';

export interface FrameIntakeOptions {
  readonly readFrame: ReadFrame;
  readonly clock: Clock;
  readonly log: SparseLog;
  readonly counters: StreamCounters;
  /** Whether frames have to wait for a snapshot. */
  readonly isHeld: () => boolean;
  handle(frame: AccountNews, receivedAt: number): void;
  onKeyExpired(): void;
  /** Something was said that could not be understood. */
  onUnreadable(reason: string): void;
}

/** Reads and counts what the connection brings, and holds it back while the account is read. */
export interface FrameIntake {
  /** Unix ms by our clock. */
  readonly lastFrameAt: number | null;
  take(text: string): void;
  /** Hands on what was held back. */
  release(): void;
  /** Whether so much was held back that it had to be let go of: then a newer snapshot is needed. Asking clears it. */
  takeOverflow(): boolean;
}

const MAX_HELD = 20_000;
const NAME = /^[A-Za-z0-9_]{1,40}$/;

export function createFrameIntake(options: FrameIntakeOptions): FrameIntake {
  const { readFrame, clock, log, counters } = options;
  let lastFrameAt: number | null = null;
  let held: { readonly frame: AccountNews; readonly receivedAt: number }[] = [];
  let isOverflown = false;

  /** Of the frame itself nothing is logged: it is the account's. */
  const refuse = (error: unknown, reason: string) => {
    counters.malformed += 1;
    log('malformed', 'A frame of the account stream could not be taken in', {
      reason,
      error: error instanceof Error ? error.name : 'unknown',
    });
    options.onUnreadable(reason);
  };
  const read = (text: string): AccountFrame | null => {
    try {
      return readFrame(text);
    } catch (error) {
      refuse(error, 'a frame could not be read');
      return null;
    }
  };
  const handle = (frame: AccountNews, receivedAt: number) => {
    try {
      options.handle(frame, receivedAt);
    } catch (error) {
      refuse(error, 'a frame could not be understood');
    }
  };

  return {
    get lastFrameAt() {
      return lastFrameAt;
    },
    take(text) {
      const receivedAt = clock.now();
      counters.frames += 1;
      lastFrameAt = receivedAt;
      const frame = read(text);
      if (frame === null || frame.type === 'ignored') return;
      if (frame.type === 'key-expired') return options.onKeyExpired();
      if (frame.type === 'unknown') {
        counters.unknown += 1;
        const name = NAME.test(frame.name) ? frame.name : 'unprintable';
        log(`unknown ${name}`, 'The account stream told an event of an unknown type', { name });
        return options.onUnreadable('an event of an unknown type');
      }
      if (!options.isHeld()) return handle(frame, receivedAt);
      held.push({ frame, receivedAt });
      if (held.length <= MAX_HELD) return;
      held = [];
      isOverflown = true;
    },
    release() {
      const released = held;
      held = [];
      for (const { frame, receivedAt } of released) handle(frame, receivedAt);
    },
    takeOverflow() {
      const was = isOverflown;
      isOverflown = false;
      return was;
    },
  };
}
