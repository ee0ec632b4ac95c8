import { isPortTaken, ProgramError } from './program-error.ts';

const TRIES = 20;

export interface ListenWish {
  readonly port: number;
  /** Takes the next free port instead of giving up. */
  readonly isFlexible: boolean;
  /** What to change, for the message. */
  readonly key: string;
}

/** Listens on the port that is asked for, or says how to change it. @throws {ProgramError} if it is taken. */
export async function listenOn<T>(
  { port, isFlexible, key }: ListenWish,
  listen: (port: number) => Promise<T>,
): Promise<T> {
  for (let candidate = port; ; candidate += 1) {
    try {
      return await listen(candidate);
    } catch (error) {
      if (!isPortTaken(error)) throw error;
      if (!isFlexible) {
        throw new ProgramError(`Port ${port} is in use by another program. Set ${key} to a free one (0 takes any).`);
      }
      if (candidate >= port + TRIES) throw new ProgramError(`Ports ${port} to ${candidate} are all in use.`);
    }
  }
}
