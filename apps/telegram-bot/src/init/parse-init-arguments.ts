import { readWords } from '../program/read-words.ts';
import { INIT_BROKERS, INIT_ENVIRONMENTS, type InitWishes } from './init-wishes.ts';

export type InitArguments =
  | { readonly command: 'init'; readonly path: string; readonly wishes: InitWishes; readonly asks: boolean }
  | { readonly command: 'wrong'; readonly detail: string };

const VALUES = ['--out', '--broker', '--environment', '--symbols', '--owner'];

/** What stands after `perpdesk init`; what is not said is asked, or has its default. */
export function parseInitArguments(words: readonly string[]): InitArguments {
  const wrong = (detail: string): InitArguments => ({ command: 'wrong', detail });
  const given = readWords(words, { flags: ['--yes'], values: VALUES });
  if (!given.ok) return wrong(given.detail);
  if (given.rest[0] !== undefined) return wrong(`${given.rest[0]} is not understood.`);
  const { values, flags } = given;
  const [type, place] = [values.get('--broker'), values.get('--environment')];
  const broker = INIT_BROKERS.find((it) => it === type);
  const environment = INIT_ENVIRONMENTS.find((it) => it === place);
  if (type !== undefined && broker === undefined) return wrong(`--broker is one of: ${INIT_BROKERS.join(', ')}.`);
  if (place !== undefined && environment === undefined) {
    return wrong(`--environment is one of: ${INIT_ENVIRONMENTS.join(', ')}.`);
  }
  if (environment !== undefined && broker === 'paper') return wrong('A paper account has no --environment.');
  const owner = values.get('--owner');
  const symbols = values.get('--symbols')?.split(',');
  return {
    command: 'init',
    path: values.get('--out') ?? 'perpdesk.yaml',
    asks: !flags.has('--yes'),
    wishes: {
      ...(broker === undefined ? {} : { broker }),
      ...(environment === undefined ? {} : { environment }),
      ...(symbols === undefined ? {} : { symbols }),
      ...(owner === undefined ? {} : { owner }),
    },
  };
}
