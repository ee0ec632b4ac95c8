import { parseArgs } from 'node:util';
import { createTelegramLoopback } from './create-telegram-loopback.ts';
import type { LoopbackUser, TelegramLoopbackOptions } from './options.ts';

const HELP = `telegram-loopback: a strict Telegram Bot API server on loopback, with a chat page

  --host <address>     default 127.0.0.1
  --port <number>      default 8081; 0 takes a free one
  --seed <number>      ids and fault dice repeat
  --token <token>      the bot's token; default made from the bot's id
  --user <id:name>     a person who may write; can be given several times
  --allow-remote       listen on an address that other machines reach
  --help`;

const PORT_TAKEN = 'The port is in use by another program. Give --port a free one; 0 takes any.';

/** What the command line needs of its process. */
export type CliHost = {
  readonly argv: readonly string[];
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  readonly setExitCode: (code: number) => void;
  /** Calls back once when the process is asked to stop. */
  readonly onStop: (stop: () => void) => void;
};

/** Starts a server from command line options and prints its addresses; exit code 2 for wrong options. */
export async function runCli({ argv, print, printError, setExitCode, onStop }: CliHost): Promise<void> {
  try {
    const options = readOptions(argv);
    if (options === 'help') {
      print(HELP);
      return;
    }
    const server = await createTelegramLoopback(options);
    print(`chat page  ${server.pageUrl}`);
    print(`api root   ${server.url}`);
    print(`token      ${server.token}`);
    onStop(() => void server.close());
  } catch (error) {
    printError(isPortTaken(error) ? PORT_TAKEN : error instanceof Error ? error.message : String(error));
    setExitCode(2);
  }
}

function isPortTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
}

function readOptions(argv: readonly string[]): TelegramLoopbackOptions | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      host: { type: 'string' },
      port: { type: 'string', default: '8081' },
      seed: { type: 'string' },
      token: { type: 'string' },
      user: { type: 'string', multiple: true },
      'allow-remote': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return 'help';
  return {
    port: wholeNumber('--port', values.port),
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(values.seed === undefined ? {} : { seed: wholeNumber('--seed', values.seed) }),
    ...(values.token === undefined ? {} : { token: values.token }),
    ...(values.user === undefined ? {} : { users: values.user.map(readUser) }),
    ...(values['allow-remote'] === true ? { allowRemote: true } : {}),
  };
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new RangeError(`${name}: expected a whole number, found ${text}`);
  return Number.parseInt(text, 10);
}

function readUser(text: string): LoopbackUser {
  const match = /^(\d{1,15}):(.+)$/.exec(text);
  if (match === null) throw new RangeError(`--user: expected id:name, found ${text}`);
  const [, id = '', name = ''] = match;
  return { id: Number.parseInt(id, 10), name };
}
