import {
  INIT_BROKERS,
  INIT_ENVIRONMENTS,
  INIT_SECRETS,
  secretsFor,
  type InitAnswers,
  type InitSecret,
  type InitWishes,
} from './init-wishes.ts';

/** Puts a question to whoever sits at the terminal; `isSecret`: what is typed is not shown. */
export type AskPerson = (question: string, isSecret: boolean) => Promise<string>;

const DEFAULTS = { broker: 'paper', environment: 'demo', symbols: 'BTCUSDT,ETHUSDT' } as const;

async function choose<T extends string>(ask: AskPerson, question: string, words: readonly T[], usual: T): Promise<T> {
  for (;;) {
    const answer = (await ask(`${question} (${words.join(' or ')}) [${usual}]: `, false)).trim();
    const chosen = answer === '' ? usual : words.find((word) => word === answer.toLowerCase());
    if (chosen !== undefined) return chosen;
  }
}

/** Live is for whoever types the account's name; whoever types something else stays on demo. */
async function confirmLive(ask: AskPerson, name: InitAnswers['broker']): Promise<InitAnswers['environment']> {
  const typed = await ask(`Orders will cost real money. Type ${name} for live, nothing for demo: `, false);
  return typed.trim() === name ? 'live' : 'demo';
}

/** Asks for what is not said yet; with nobody to ask everything has its default, and secrets come from the environment. */
export async function askWishes(wishes: InitWishes, ask: AskPerson | null): Promise<InitAnswers> {
  const broker =
    wishes.broker ??
    (wishes.environment !== undefined
      ? 'binance'
      : ask === null
        ? DEFAULTS.broker
        : await choose(ask, 'Which account', INIT_BROKERS, DEFAULTS.broker));
  const environment =
    wishes.environment ??
    (ask === null || broker === 'paper'
      ? DEFAULTS.environment
      : await choose(ask, 'Where', INIT_ENVIRONMENTS, DEFAULTS.environment));
  const place = ask === null || environment === 'demo' ? environment : await confirmLive(ask, broker);
  const typed =
    ask === null ? '' : await orNothing(wishes.symbols, () => ask(`Instruments [${DEFAULTS.symbols}]: `, false));
  const symbols = wishes.symbols ?? (typed === '' ? DEFAULTS.symbols : typed).split(',');
  const owner =
    wishes.owner ??
    (ask === null ? '' : await ask('Your numeric Telegram id (nothing: the chat page on this machine): ', false));
  const answers = {
    broker,
    environment: place,
    symbols: symbols.map((it) => it.trim().toUpperCase()),
    owner: owner.trim(),
  };
  const secrets: Partial<Record<InitSecret, string>> = {};
  for (const name of ask === null ? [] : secretsFor(answers)) {
    const question = `${name} (it is not shown; nothing: the variable ${INIT_SECRETS[name]}): `;
    const secret = (await ask?.(question, true))?.trim() ?? '';
    if (secret !== '') secrets[name] = secret;
  }
  return { ...answers, secrets };
}

async function orNothing(said: unknown, ask: () => Promise<string>): Promise<string> {
  return said === undefined ? (await ask()).trim() : '';
}
