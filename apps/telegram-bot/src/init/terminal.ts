import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ProgramError } from '../program/program-error.ts';
import type { AskPerson } from './ask-wishes.ts';

/** Asks at the terminal; `null` where there is none. What is typed for a secret is not shown. */
export function createTerminal(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
): { readonly ask: AskPerson | null; readonly close: () => void } {
  if (!input.isTTY || !output.isTTY) return { ask: null, close: () => {} };
  let isHidden = false;
  const shown = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!isHidden) output.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input, output: shown, terminal: true });
  const left = new AbortController();
  lines.once('close', () => left.abort());
  return {
    async ask(question, isSecret) {
      const answer = lines.question(question, { signal: left.signal });
      isHidden = isSecret;
      try {
        return await answer;
      } catch {
        throw new ProgramError('Nothing was written.');
      } finally {
        if (isHidden) output.write('\n');
        isHidden = false;
      }
    },
    close: () => lines.close(),
  };
}
