import { ROUTE_DIALECTS, ROUTE_MODES, modesOf, type AlertForm } from '@perpdesk/signals';

export type SignalsArguments =
  | { readonly command: 'lint'; readonly file: string; readonly form: AlertForm }
  | { readonly command: 'wrong'; readonly detail: string };

/** Reads what stands behind `perpdesk signals`. */
export function parseSignalsArguments(words: readonly string[]): SignalsArguments {
  const [verb, ...rest] = words;
  if (verb === undefined) return wrong('signals needs a command: lint.');
  if (verb !== 'lint') return wrong(`There is no command signals ${verb}.`);
  let file: string | null = null;
  let mode = 'chain';
  let dialect = 'native';
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    const [name = '', given] = word.startsWith('--') ? word.split('=', 2) : [word];
    if (name === '--mode' || name === '--dialect') {
      const value = given ?? rest[index + 1];
      if (given === undefined) index += 1;
      if (value === undefined || value === '') return wrong(`${name} needs a value.`);
      if (name === '--mode') mode = value;
      else dialect = value;
    } else if (word.startsWith('-')) return wrong(`${word} is not understood.`);
    else if (file !== null) return wrong('lint takes one file.');
    else file = word;
  }
  if (file === null) return wrong('lint needs a file.');
  return toForm(file, mode, dialect);
}

function toForm(file: string, mode: string, dialect: string): SignalsArguments {
  const knownDialect = ROUTE_DIALECTS.find((known) => known === dialect);
  if (knownDialect === undefined) return wrong(`--dialect is one of ${ROUTE_DIALECTS.join(', ')}.`);
  const knownMode = ROUTE_MODES.find((known) => known === mode);
  if (knownMode === undefined) return wrong(`--mode is one of ${ROUTE_MODES.join(', ')}.`);
  const modes = modesOf(knownDialect);
  return modes.includes(knownMode)
    ? { command: 'lint', file, form: { dialect: knownDialect, mode: knownMode } }
    : wrong(`Dialect ${dialect} has the modes ${modes.join(', ')}.`);
}

function wrong(detail: string): SignalsArguments {
  return { command: 'wrong', detail };
}
