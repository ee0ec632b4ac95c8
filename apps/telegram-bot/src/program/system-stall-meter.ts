import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { StallMeter } from './stall-watch.ts';

const RESOLUTION_MS = 10;
const NS_PER_MS = 1e6;

/** Measures this process. */
export function createSystemStallMeter(): StallMeter {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return {
    takeLongest() {
      // what it measures holds its own wait
      const longest = Math.max(0, Math.round(delays.max / NS_PER_MS) - RESOLUTION_MS);
      delays.reset();
      return longest;
    },
    stop: () => void delays.disable(),
  };
}
