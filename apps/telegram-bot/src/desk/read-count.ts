import { refusalTexts } from '../language/texts/refusal.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';

export interface CountRule {
  /** Where none is said. */
  readonly usual: number;
  readonly most: number;
  /** How the command is written, e.g. `/fills 20`. */
  readonly form: string;
}

export interface CountedWords {
  readonly count: number;
  readonly rest: readonly string[];
}

/** Reads the one number among a command's words: how many to show. */
export function readCount(words: readonly string[], { usual, most, form }: CountRule): DeskResult<CountedWords> {
  const isNumber = (word: string) => /^[+-]?\d/.test(word);
  const [typed, second] = words.filter(isNumber);
  const rest = words.filter((word) => !isNumber(word));
  if (typed === undefined) return accept({ count: usual, rest });
  const count = /^\d{1,4}$/.test(typed) ? Number.parseInt(typed, 10) : 0;
  if (second !== undefined || count < 1 || count > most) {
    return refuse('usage', ({ say }) => say(refusalTexts).howMany(most, form));
  }
  return accept({ count, rest });
}
