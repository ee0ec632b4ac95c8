import { type JournalArguments, parseJournalArguments } from './parse-journal-arguments.ts';
import { parseSignalsArguments, type SignalsArguments } from './parse-signals-arguments.ts';
import { parseRecoverArguments, type RecoverArguments } from './parse-recover-arguments.ts';
import { type InitArguments, parseInitArguments } from '../init/parse-init-arguments.ts';
import { readWords } from './read-words.ts';

export type Arguments =
  | SignalsArguments
  | JournalArguments
  | { readonly command: 'start' | 'check'; readonly configPath: string | null }
  | { readonly command: 'totp'; /** What an authenticator app calls it. */ readonly label: string }
  | RecoverArguments
  | InitArguments
  | { readonly command: 'help'; readonly about: 'all' };

/** Reads what stands after the program's name. */
export function parseArguments(words: readonly string[]): Arguments {
  const [first = 'start', ...rest] =
    words.length > 0 && words[0]?.startsWith('-') === true ? ['start', ...words] : words;
  const asksHelp = first === 'help' || words.includes('--help') || words.includes('-h');
  const about = first === 'help' ? rest[0] : first;
  if (asksHelp) return { command: 'help', about: about === 'signals' || about === 'journal' ? about : 'all' };
  if (first === 'signals') return parseSignalsArguments(rest);
  if (first === 'journal') return parseJournalArguments(rest);
  if (first === 'init') return parseInitArguments(rest);
  if (first === 'recover') return parseRecoverArguments(rest);
  if (first === 'totp') return parseTotp(rest);
  if (first !== 'start' && first !== 'check') return { command: 'wrong', detail: `There is no command ${first}.` };
  const given = readWords(rest, { values: ['--config'] });
  if (!given.ok) return { command: 'wrong', detail: given.detail };
  if (given.rest[0] !== undefined) return { command: 'wrong', detail: `${given.rest[0]} is not understood.` };
  return { command: first, configPath: given.values.get('--config') ?? null };
}

function parseTotp([label = 'desk', extra]: readonly string[]): Arguments {
  const wrong = extra ?? (/^[\w .@-]{1,40}$/u.test(label) && !label.startsWith('-') ? undefined : label);
  return wrong === undefined ? { command: 'totp', label } : { command: 'wrong', detail: `${wrong} is not understood.` };
}
