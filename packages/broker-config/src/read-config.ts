import { checkBrokers } from './checks/check-brokers.ts';
import { checkNotBuilt } from './checks/check-not-built.ts';
import { checkRoutes } from './checks/check-routes.ts';
import { checkTelegram } from './checks/check-telegram.ts';
import { configWarnings } from './checks/config-warnings.ts';
import { entryWarnings } from './checks/entry-warnings.ts';
import { asMap } from './checks/raw.ts';
import type { ConfigError, ConfigWarning } from './errors/config-error.ts';
import { locateError, locateWarning } from './errors/locate.ts';
import { zodFindings } from './errors/zod-findings.ts';
import { settleFindings } from './errors/settle-findings.ts';
import { resolveSecrets, type SecretSources } from './output/resolve-secrets.ts';
import { secretPlaces } from './output/secret-places.ts';
import { toConfig } from './output/to-config.ts';
import { readFiles } from './overlay/read-files.ts';
import type { PerpdeskConfig } from './perpdesk-config.ts';
import { fillReferences } from './references/fill-references.ts';
import { configSchema } from './schema/config-schema.ts';
import { toPlainValue } from './yaml/yaml-node.ts';

/** `files`: what was read for it and what would be, the overlay and those of secrets too; a change of one is a change of it. */
export type LoadConfigResult =
  | {
      readonly ok: true;
      readonly config: PerpdeskConfig;
      readonly warnings: readonly ConfigWarning[];
      readonly files: readonly string[];
      /** The overlay that was read; `null`: there is none. */
      readonly overlay: string | null;
    }
  | { readonly ok: false; readonly errors: readonly ConfigError[]; readonly files: readonly string[] };

export interface ReadConfigOptions extends Omit<SecretSources, 'referred'> {
  /** The file, then its overlay; names as they are to be shown. */
  readonly texts: readonly { readonly file: string; readonly text: string }[];
  readonly knownBrokerTypes: readonly string[];
  readonly brokerHosts?: Readonly<Record<string, readonly string[]>>;
}

const MAX_ERRORS = 50;

/** Checks the text of a configuration and fetches its secrets. Expected "no" is an answer; nothing throws. */
export async function readConfig(options: ReadConfigOptions): Promise<LoadConfigResult> {
  const { texts, knownBrokerTypes, folder, needsSecrets = true } = options;
  const names = texts.map(({ file }) => file);
  const files = new Set(names);
  const byPlace = (a: ConfigWarning | ConfigError, b: ConfigWarning | ConfigError) =>
    names.indexOf(a.file) - names.indexOf(b.file) || a.line - b.line || a.column - b.column;
  const read = readFiles(texts);
  if (!read.ok) return { ok: false, errors: read.errors.slice(0, MAX_ERRORS), files: [...files] };
  const filled = fillReferences(read.source.root, { env: options.env, needsSecrets });
  const source = { ...read.source, root: filled.root };
  const raw = toPlainValue(filled.root);
  const parsed = configSchema.safeParse(raw);
  const resolved = await resolveSecrets(secretPlaces(raw, knownBrokerTypes), {
    ...options,
    referred: filled.referred,
    onFile: (path) => void files.add(path),
  });
  const refused = parsed.success ? [] : zodFindings(parsed.error);
  const findings = settleFindings([
    ...filled.findings,
    ...checkNotBuilt(raw, refused),
    ...refused,
    ...checkBrokers(raw, { types: knownBrokerTypes, hosts: options.brokerHosts ?? {} }),
    ...checkRoutes(raw),
    ...checkTelegram(raw),
    ...resolved.findings,
  ]);
  if (!parsed.success || findings.length > 0) {
    const errors = findings.map((finding) => locateError(source, finding)).toSorted(byPlace);
    return { ok: false, errors: errors.slice(0, MAX_ERRORS), files: [...files] };
  }
  const warnings = [...configWarnings(parsed.data), ...entryWarnings(asMap(raw)), ...resolved.warnings]
    .map(({ path, message }) => locateWarning(source, path, message))
    .toSorted(byPlace);
  const config = toConfig(parsed.data, resolved.secrets, folder);
  return { ok: true, config, warnings, files: [...files], overlay: names[1] ?? null };
}
