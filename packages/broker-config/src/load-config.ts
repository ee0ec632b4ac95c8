import { dirname } from 'node:path';
import { overlayPath } from './overlay/overlay-path.ts';
import type { ConfigError } from './errors/config-error.ts';
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
 * Reads, checks and freezes a configuration with its overlay (`perpdesk.local.yaml` beside `perpdesk.yaml`, where there is
 * one); fetches its secrets from the environment and from files.
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
  const overlay = overlayPath(path);
  const texts: { readonly file: string; readonly text: string }[] = [];
  try {
    texts.push({ file: path, text: await readFile(path) });
  } catch {
    return { ok: false, errors: [unreadable(path)], files: [path, overlay] };
  }
  try {
    texts.push({ file: overlay, text: await readFile(overlay) });
  } catch (error) {
    if (isThere(error)) return { ok: false, errors: [unreadable(overlay)], files: [path, overlay] };
  }
  const sources = {
    env,
    readFile,
    needsSecrets,
    folder: dirname(path),
    ...(fileMode === undefined ? {} : { fileMode }),
  };
  const result = await readConfig({ texts, knownBrokerTypes, brokerHosts, ...sources });
  return { ...result, files: [...new Set([path, overlay, ...result.files])] };
}

function unreadable(file: string): ConfigError {
  const fault = { kind: 'syntax', found: 'no readable file', expected: 'a configuration there' } as const;
  return { ...fault, file, line: 1, column: 1, path: '' };
}

/** A file that is there and cannot be read must not count as none. */
function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code !== 'ENOENT';
}
