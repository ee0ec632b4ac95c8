import * as z from 'zod';
import { readAs } from '../book/read-as.ts';

const pauseSchema = z.object({ actor: z.string(), actors: z.array(z.string()).optional() });

/** Everybody who wants the desk paused, from the journal's flag `pause`; none where it is not, or cannot be read. */
export function pausedBy(flag: string | null): readonly string[] {
  const pause = flag === null ? null : readAs(pauseSchema, flag);
  return pause === null ? [] : (pause.actors ?? [pause.actor]);
}
