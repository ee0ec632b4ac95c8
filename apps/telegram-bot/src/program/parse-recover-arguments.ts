import { readWords } from './read-words.ts';

export type RecoverArguments =
  | {
      readonly command: 'recover';
      readonly configPath: string | null;
      /** How far back the exchange is read, in days. */
      readonly days: number;
      /** Names of strategies that the journal does not know. */
      readonly strategies: readonly string[];
      readonly isWriting: boolean;
    }
  | { readonly command: 'wrong'; readonly detail: string };

const DAYS = { usual: 7, most: 90 } as const;

/** Reads what stands behind `perpdesk recover`. */
export function parseRecoverArguments(words: readonly string[]): RecoverArguments {
  const given = readWords(words, { flags: ['--write'], values: ['--config', '--days', '--strategy'] });
  if (!given.ok) return { command: 'wrong', detail: given.detail };
  const { values, flags, rest } = given;
  if (rest[0] !== undefined) return { command: 'wrong', detail: `recover takes options alone; ${rest[0]} is none.` };
  const text = values.get('--days') ?? `${DAYS.usual}`;
  const days = /^[0-9]{1,2}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > DAYS.most) return { command: 'wrong', detail: `--days is 1 to ${DAYS.most}.` };
  const strategies = (values.get('--strategy') ?? '').split(',').filter((name) => name.trim() !== '');
  return {
    command: 'recover',
    configPath: values.get('--config') ?? null,
    days,
    strategies,
    isWriting: flags.has('--write'),
  };
}
