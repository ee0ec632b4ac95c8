import type { Clock } from '@perpdesk/broker-core';
import { createBoundedSet } from './bounded-set.ts';

/** One connection that comes up again by itself. */
export interface Line {
  readonly isOpen: boolean;
  /** Unix ms of the last frame or pong; may be `null` while down. */
  readonly lastTrafficAt: number | null;
  start(): void;
  close(): Promise<void>;
}

export interface LineHandlers {
  onOpen(): void;
  onText(text: string): void;
  onDown(reason: string): void;
}

export interface ConnectionsOptions {
  readonly createLine: (handlers: LineHandlers) => Line;
  readonly clock: Clock;
  readonly random: () => number;
  /** After which a connection is replaced unasked; the exchange ends it at 24 hours. Default 23 hours, up to an hour less. */
  readonly rotateAfterMs?: number;
  /** How long the old connection is kept beside its open replacement. Default 5000. */
  readonly overlapMs?: number;
  /** A connection came up: the first, one after a loss, or a replacement. */
  onOpen(): void;
  /** Each text once, also while two connections bring it. */
  onText(text: string): void;
  /** Nothing is connected any more. */
  onDown(reason: string): void;
}

/** The account stream's connection, replaced by a new one before the old one is let go. */
export interface Connections {
  readonly isOpen: boolean;
  /** Unix ms of the last frame or pong over any connection, give or take a few seconds; `null` before the first. */
  readonly lastTrafficAt: number | null;
  start(): void;
  /** Brings up a second connection, then closes the first. While a replacement is under way, it is that one. */
  replace(): void;
  /** As `replace`, for a connection that is up and says nothing: it does not count as open any more. */
  replaceDeaf(): void;
  close(): Promise<void>;
}

interface Lane {
  readonly line: Line;
  isRetired: boolean;
  isDeaf: boolean;
}

const isUp = (lane: Lane | null) => lane !== null && lane.line.isOpen && !lane.isDeaf;
const HOUR_MS = 3_600_000;
const LOOK_EVERY_MS = 2_500;
/** Texts that both connections may bring. */
const RECENT_KEPT = 2_000;

export function createConnections(options: ConnectionsOptions): Connections {
  const { clock, random, rotateAfterMs = 23 * HOUR_MS, overlapMs = 5_000 } = options;
  let current: Lane | null = null;
  let next: Lane | null = null;
  let cancelRotation = () => {};
  let cancelHandover = () => {};
  let cancelLook = () => {};
  let lastTrafficAt: number | null = null;
  let isClosed = false;
  const recent = createBoundedSet<string>(RECENT_KEPT);
  const closing = new Set<Promise<void>>();

  /** A line that went down does not say any more when its last pong came. */
  const look = () => {
    const times = [current, next].map((lane) => lane?.line.lastTrafficAt ?? null).filter((at) => at !== null);
    // not the latest there ever was: the clock may have been set back
    if (times.length > 0) lastTrafficAt = Math.max(...times);
  };
  const keepLooking = () => {
    look();
    cancelLook = clock.schedule(LOOK_EVERY_MS, keepLooking);
  };

  const retire = (lane: Lane | null) => {
    if (lane === null) return;
    lane.isRetired = true;
    const closed = lane.line.close().finally(() => closing.delete(closed));
    closing.add(closed);
  };
  const handOver = () => {
    cancelHandover();
    if (next === null) return;
    retire(current);
    current = next;
    next = null;
    recent.clear();
  };

  const open = (): Lane => {
    const lane: Lane = {
      isRetired: false,
      isDeaf: false,
      line: options.createLine({
        onOpen() {
          if (lane.isRetired) return;
          lane.isDeaf = false;
          lastTrafficAt = clock.now();
          cancelRotation();
          cancelRotation = clock.schedule(rotateAfterMs - (random() * rotateAfterMs) / 23, replace);
          if (lane === next) {
            if (isUp(current)) {
              cancelHandover();
              cancelHandover = clock.schedule(overlapMs, handOver);
            } else handOver();
          }
          options.onOpen();
        },
        onText(text) {
          if (lane.isRetired) return;
          lastTrafficAt = clock.now();
          if (next !== null && !recent.add(text)) return;
          options.onText(text);
        },
        onDown(reason) {
          if (lane.isRetired) return;
          if (lane === next) {
            cancelHandover();
            if (!isUp(current)) options.onDown(reason);
          } else if (isUp(next)) handOver();
          else options.onDown(reason);
        },
      }),
    };
    return lane;
  };

  function replace() {
    if (isClosed || current === null || next !== null) return;
    next = open();
    next.line.start();
  }

  return {
    get isOpen() {
      return isUp(current) || isUp(next);
    },
    get lastTrafficAt() {
      look();
      return lastTrafficAt;
    },
    start() {
      if (isClosed || current !== null) return;
      current = open();
      current.line.start();
      keepLooking();
    },
    replace,
    replaceDeaf() {
      const open = [current, next].filter((lane) => lane?.line.isOpen === true);
      for (const lane of open) if (lane !== null) lane.isDeaf = true;
      // one that is up already is no replacement any more
      if (next?.isDeaf === true) handOver();
      // without one, a new one is on its way
      if (open.length > 0) replace();
    },
    async close() {
      isClosed = true;
      cancelRotation();
      cancelHandover();
      cancelLook();
      retire(current);
      retire(next);
      await Promise.all(closing);
    },
  };
}
