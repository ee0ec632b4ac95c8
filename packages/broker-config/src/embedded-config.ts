import type { PerpdeskConfig } from './perpdesk-config.ts';
import { readConfig } from './read-config.ts';

/** What runs with no file: a paper account, one route, the chat page, a journal in the working directory. */
export const EMBEDDED_CONFIG_TEXT = `brokers: { paper: { settings: { balances: { USDT: "10000" }, seed: 1 } } }
routes:
  demo:
    token: demo-token-for-this-machine-only
    brokers: [paper]
    symbols: [BTCUSDT, ETHUSDT]
    size: { signal: "1" }
    relay: [desk]
telegram: { loopback: true, users: { "1000001": owner }, chats: { desk: { id: "1000001" } } }
server: { port: 8080 }
journal: { url: "sqlite:perpdesk.db" }
`;

/**
 * The embedded desk's configuration, through the same checks as any file; its literal token does not warn.
 *
 * `folder`: where the journal lies; default the working directory.
 */
export async function embeddedConfig(options: { readonly folder?: string } = {}): Promise<PerpdeskConfig> {
  const result = await readConfig({
    texts: [{ file: 'the embedded configuration', text: EMBEDDED_CONFIG_TEXT }],
    folder: options.folder ?? '.',
    env: {},
    readFile: () => Promise.reject(new Error('The embedded configuration reads no file.')),
    knownBrokerTypes: ['paper'],
  });
  if (!result.ok) throw new Error(`The embedded configuration is broken: ${result.errors[0]?.path}.`);
  return result.config;
}
