import { parseSignalsArguments, type SignalsArguments } from './parse-signals-arguments.ts';

export type Arguments =
  | SignalsArguments
  | { readonly command: 'start' | 'check'; readonly configPath: string | null }
  | { readonly command: 'help' };

export const USAGE = `Usage: perpdesk [start | check] [--config FILE]
       perpdesk signals lint FILE [--mode MODE] [--dialect DIALECT]

  start   run the desk (default); without a configuration the embedded one
  check   read the configuration, look at the accounts and the bot, change nothing
  signals lint   explain what is wrong with the message of a TradingView alert

Without --config a perpdesk.yaml in the working directory is used.`;

/** Reads what stands after the program's name. */
export function parseArguments(words: readonly string[]): Arguments {
  const [first = 'start', ...rest] =
    words.length > 0 && words[0]?.startsWith('-') === true ? ['start', ...words] : words;
  if (first === 'help' || words.includes('--help') || words.includes('-h')) return { command: 'help' };
  if (first === 'signals') return parseSignalsArguments(rest);
  if (first !== 'start' && first !== 'check') return { command: 'wrong', detail: `There is no command ${first}.` };
  let configPath: string | null = null;
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    const value = word.startsWith('--config=') ? word.slice('--config='.length) : rest[index + 1];
    if (word !== '--config' && !word.startsWith('--config=')) {
      return { command: 'wrong', detail: `${word} is not understood.` };
    }
    if (value === undefined || value === '') return { command: 'wrong', detail: '--config needs a file.' };
    configPath = value;
    if (word === '--config') index += 1;
  }
  return { command: first, configPath };
}
