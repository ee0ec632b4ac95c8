import { dirname } from 'node:path';
import { readConfig, type LoadConfigResult } from './read-config.ts';

export interface LoadConfigOptions {
  /** Of the YAML file; errors show it as it is given. */
  readonly path: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads UTF-8 text; rejects when it cannot. */
  readonly readFile: (path: string) => Promise<string>;
  /** Permission bits of a file, for the warning about secrets that others may read; `null` where they mean nothing. */
  readonly fileMode?: (path: string) => Promise<number | null>;
  /** Default true. `false`, for what connects to nothing: a secret that is not there stands empty, and is no fault. */
  readonly needsSecrets?: boolean;
  /** Kinds of broker that a factory was handed in for. Default: paper. */
  readonly knownBrokerTypes?: readonly string[];
  /** By kind: hosts of the exchange itself, which need no `unsafeEndpoints`. `*.name.com` stands for all under it. */
  readonly brokerHosts?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Reads, checks and freezes a configuration; fetches its secrets from the environment and from files.
 *
 * Every fault is an entry of `errors` with its place; it does not throw. No error or warning ever holds a secret.
 */
export async function loadConfig(options: LoadConfigOptions): Promise<LoadConfigResult> {
  const {
    path,
    env,
    readFile,
    fileMode,
    needsSecrets = true,
    knownBrokerTypes = ['paper'],
    brokerHosts = {},
  } = options;
  let text: string;
  try {
    text = await readFile(path);
  } catch {
    const fault = { kind: 'syntax', found: 'no readable file', expected: 'a configuration there' } as const;
    return { ok: false, errors: [{ ...fault, file: path, line: 1, column: 1, path: '' }] };
  }
  const sources = {
    env,
    readFile,
    needsSecrets,
    folder: dirname(path),
    ...(fileMode === undefined ? {} : { fileMode }),
  };
  return readConfig({ file: path, text, knownBrokerTypes, brokerHosts, ...sources });
}
