import { createHostSlot } from './shared-by-host.ts';
import type { Instruments } from './instruments.ts';

/** One list of instruments for all accounts at a REST host. */
export const instrumentsByHost = createHostSlot<Instruments>();
