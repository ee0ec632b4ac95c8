import { basename, dirname, join } from 'node:path';
import { formatConfigErrors, loadConfig } from '@perpdesk/broker-config';
import { BROKER_HOSTS, BROKER_TYPES } from '../program/broker-types.ts';
import { askWishes, type AskPerson } from './ask-wishes.ts';
import { configText, ROUTE_TOKEN, SCHEMA_FILE, SECRETS_FOLDER } from './config-text.ts';
import { INIT_SECRETS, secretsFor, type InitWishes } from './init-wishes.ts';

export interface InitPorts {
  /** Bytes that nobody can guess. */
  readonly random: (size: number) => Uint8Array;
  /** `null`: nobody sits there. */
  readonly ask: AskPerson | null;
  readonly exists: (path: string) => Promise<boolean>;
  /** For nobody but its owner; it may be there already. */
  readonly makeFolder: (path: string) => Promise<void>;
  /** A new file that nobody but its owner reads. @throws where there is one already. */
  readonly write: (path: string, text: string) => Promise<void>;
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

const TOKEN_BYTES = 24;
const REFUSED = 2;

/** Writes a first configuration and the files of its secrets; resolves with the exit code. What is there is never written over. */
export async function runInit(path: string, wishes: InitWishes, ports: InitPorts): Promise<number> {
  const { say, complain } = ports;
  const inFolder = (name: string) => join(dirname(path), SECRETS_FOLDER, name);
  const refuse = async (files: readonly string[]) => {
    const there = await Promise.all(files.map(ports.exists));
    const [found] = files.filter((_file, index) => there[index]);
    if (found !== undefined) complain(`${found} is there already, and is not written over. Nothing was written.`);
    return found !== undefined;
  };
  if (await refuse([path, inFolder(ROUTE_TOKEN)])) return REFUSED;
  const answers = await askWishes(wishes, ports.ask);
  const text = configText(answers, await ports.exists(join(dirname(path), SCHEMA_FILE)));
  const secrets = new Map([[inFolder(ROUTE_TOKEN), Buffer.from(ports.random(TOKEN_BYTES)).toString('base64url')]]);
  for (const [name, secret] of Object.entries(answers.secrets)) secrets.set(inFolder(name), secret);
  const checked = await loadConfig({
    path,
    env: {},
    needsSecrets: false,
    knownBrokerTypes: BROKER_TYPES,
    brokerHosts: BROKER_HOSTS,
    async readFile(file) {
      const found = file === path ? text : secrets.get(file);
      if (found === undefined) throw new Error('It is not there.');
      return found;
    },
  });
  if (!checked.ok) {
    complain(`These answers make no configuration. Nothing was written.\n${formatConfigErrors(checked.errors)}`);
    return REFUSED;
  }
  if (await refuse([...secrets.keys()])) return REFUSED;
  await ports.makeFolder(join(dirname(path), SECRETS_FOLDER));
  for (const [file, secret] of secrets) await ports.write(file, `${secret}\n`);
  await ports.write(path, text);
  const missing = secretsFor(answers).filter((name) => answers.secrets[name] === undefined);
  const config = basename(path) === 'perpdesk.yaml' && dirname(path) === '.' ? '' : ` --config ${path}`;
  say(
    [
      `Written: ${path}, and ${[...secrets.keys()].join(', ')} (mode 600: keep them out of version control).`,
      ...missing.map((name) => `Set the environment variable ${INIT_SECRETS[name]} before you start.`),
      ...(answers.environment === 'demo' && answers.broker === 'binance'
        ? ['The account is on demo; its environment in the file says where it trades.']
        : []),
      '',
      `perpdesk check${config}   looks at everything and changes nothing`,
      `perpdesk${config}         runs the desk`,
    ].join('\n'),
  );
  return 0;
}
