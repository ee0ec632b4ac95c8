import { isAbsolute, join } from 'node:path';
import type { ConfigPath, Finding } from '../errors/config-error.ts';
import { matchesPattern } from '../errors/path-pattern.ts';
import { asMap, asText } from '../checks/raw.ts';
import { createSecret, type Secret } from '../secret.ts';
import type { SecretPlace } from './secret-places.ts';

/** The world outside, as far as a configuration needs it. */
export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => Promise<string>;
  /** Permission bits of a file; `null` where they mean nothing. Left out: not checked. */
  readonly fileMode?: (path: string) => Promise<number | null>;
  /** Default true. `false`, for what connects to nothing: a secret that is not there stands empty, and is no fault. */
  readonly needsSecrets?: boolean;
  /** Relative paths start here. */
  readonly folder: string;
  /** What `${NAME}` was put in for, by the path's JSON. */
  readonly referred?: ReadonlyMap<string, 'filled' | 'missing'>;
  /** Called with the path of each file that a secret is in. */
  readonly onFile?: (path: string) => void;
}

export interface SecretWarning {
  readonly path: ConfigPath;
  readonly message: string;
}

export interface ResolvedSecrets {
  /** Keyed by the path's JSON. */
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly findings: readonly Finding[];
  readonly warnings: readonly SecretWarning[];
}

interface Rule {
  readonly pattern: string;
  readonly accept: RegExp;
  readonly expected: string;
}

const TOKEN = /^[A-Za-z0-9._~-]{16,128}$/;
const TOKEN_EXPECTED = '16 to 128 letters, digits or . _ ~ -';
const KEY = /^[\x21-\x7e]+$/;
const KEY_EXPECTED = 'letters, digits and signs without blanks';
const RULES: readonly Rule[] = [
  { pattern: 'brokers.*.credentials.apiKey', accept: KEY, expected: KEY_EXPECTED },
  { pattern: 'brokers.*.credentials.secretKey', accept: KEY, expected: KEY_EXPECTED },
  {
    pattern: 'brokers.*.credentials.privateKey',
    accept: /^-----BEGIN PRIVATE KEY-----\s[\s\S]+\s-----END PRIVATE KEY-----$/,
    expected: 'a private key as PEM, several lines from -----BEGIN PRIVATE KEY-----',
  },
  { pattern: 'routes.*.token', accept: TOKEN, expected: TOKEN_EXPECTED },
  { pattern: 'routes.*.token.*', accept: TOKEN, expected: TOKEN_EXPECTED },
  {
    pattern: 'telegram.token',
    accept: /^[A-Za-z0-9:_-]{1,128}$/,
    expected: 'a bot token: digits, a colon, then letters',
  },
  {
    pattern: 'telegram.users.*.totp',
    accept: /^[A-Z2-7]{26,128}={0,6}$/,
    expected: 'at least 26 letters A to Z and digits 2 to 7 (Base32), as perpdesk totp prints them',
  },
];
/** No program that reads a text for secrets looks for shorter ones. */
const MIN_BODY_SECRET = 6;
const SHORT =
  'It is shorter than six characters: it is easily guessed, and not blanked in logs and exports. Make it longer.';
const LITERAL = 'A secret stands in the file as it is: write { env: NAME } or { file: PATH }.';
// a secret written where a variable's name belongs is not repeated
const ENV_NAME = /^[A-Z][A-Z0-9_]{0,59}$/;
const OTHERS_MAY_READ = 0o077;

type Answer = { readonly value: string; readonly warning?: string } | Pick<Finding, 'path' | 'found' | 'expected'>;

async function look(place: SecretPlace, sources: SecretSources): Promise<Answer | null> {
  const { path, reference } = place;
  if (typeof reference === 'string') {
    if (reference === '') return null;
    const isFilled = sources.referred?.get(secretKey(path)) === 'filled';
    return isFilled ? { value: reference } : { value: reference, warning: LITERAL };
  }
  const name = asText(asMap(reference)['env']);
  const file = asText(asMap(reference)['file']);
  if ((name === null) === (file === null)) return null;
  if (name !== null) {
    const value = Object.hasOwn(sources.env, name) ? sources.env[name] : undefined;
    if (value !== undefined && value !== '') return { value };
    const shown = ENV_NAME.test(name) ? name : 'of that name';
    return { path: [...path, 'env'], found: `no environment variable ${shown}`, expected: 'it to be set' };
  }
  if (file === null || file === '') return null;
  const from = isAbsolute(file) ? file : join(sources.folder, file);
  sources.onFile?.(from);
  try {
    const value = (await sources.readFile(from)).trim();
    if (value === '') return { path: [...path, 'file'], found: 'an empty file', expected: 'the secret in it' };
    const mode = (await sources.fileMode?.(from)) ?? 0;
    if ((mode & OTHERS_MAY_READ) === 0) return { value };
    return { value, warning: 'Others may read the file of this secret: make it mode 0600.' };
  } catch {
    return { path: [...path, 'file'], found: 'a file that cannot be read', expected: 'a readable one' };
  }
}

/** Fetches every secret once. Missing variables, unreadable files and values of the wrong form are findings. */
export async function resolveSecrets(places: readonly SecretPlace[], sources: SecretSources): Promise<ResolvedSecrets> {
  const secrets = new Map<string, Secret>();
  const findings: Finding[] = [];
  const warnings: SecretWarning[] = [];
  const tokens = new Set<string>();
  for (const place of places) {
    const { path } = place;
    if (sources.referred?.get(secretKey(path)) === 'missing') {
      secrets.set(secretKey(path), createSecret(''));
      continue;
    }
    const answer = await look(place, sources);
    if (answer === null) continue;
    if (!('value' in answer)) {
      if (sources.needsSecrets === false) secrets.set(secretKey(path), createSecret(''));
      else findings.push({ kind: 'invalid', ...answer });
      continue;
    }
    const { value, warning } = answer;
    if (warning !== undefined) warnings.push({ path, message: warning });
    if (value.length < MIN_BODY_SECRET && matchesPattern(path, 'routes.*.secret'))
      warnings.push({ path, message: SHORT });
    const rule = RULES.find(({ pattern }) => matchesPattern(path, pattern));
    if (rule !== undefined && !rule.accept.test(value)) {
      findings.push({ kind: 'invalid', path, found: 'a value of another form', expected: rule.expected });
    } else if (rule?.accept === TOKEN && tokens.has(value)) {
      findings.push({ kind: 'invalid', path, found: 'a token that stands here already', expected: 'one of its own' });
    }
    if (rule?.accept === TOKEN) tokens.add(value);
    secrets.set(secretKey(path), createSecret(value));
  }
  return { secrets, findings, warnings };
}

export function secretKey(path: ConfigPath): string {
  return JSON.stringify(path);
}
