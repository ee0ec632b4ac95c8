import { checkBrokers } from './checks/check-brokers.ts';
import { checkNotBuilt } from './checks/check-not-built.ts';
import { checkRoutes } from './checks/check-routes.ts';
import { checkTelegram } from './checks/check-telegram.ts';
import { configWarnings } from './checks/config-warnings.ts';
import type { ConfigError, ConfigWarning } from './errors/config-error.ts';
import { displayPath } from './errors/display.ts';
import { locateError, locateWarning, type ConfigSource } from './errors/locate.ts';
import { zodFindings } from './errors/zod-findings.ts';
import { settleFindings } from './errors/settle-findings.ts';
import { resolveSecrets, type SecretSources } from './output/resolve-secrets.ts';
import { secretPlaces } from './output/secret-places.ts';
import { toConfig } from './output/to-config.ts';
import type { PerpdeskConfig } from './perpdesk-config.ts';
import { configSchema } from './schema/config-schema.ts';
import { lineColumn } from './yaml/line-column.ts';
import { readYaml } from './yaml/read-yaml.ts';
import { toPlainValue } from './yaml/yaml-node.ts';

export type LoadConfigResult =
  | { readonly ok: true; readonly config: PerpdeskConfig; readonly warnings: readonly ConfigWarning[] }
  | { readonly ok: false; readonly errors: readonly ConfigError[] };

export interface ReadConfigOptions extends SecretSources {
  /** As it is to be shown. */
  readonly file: string;
  readonly text: string;
  readonly knownBrokerTypes: readonly string[];
  readonly brokerHosts?: Readonly<Record<string, readonly string[]>>;
}

const MAX_ERRORS = 50;

const byPlace = (a: ConfigWarning | ConfigError, b: ConfigWarning | ConfigError) =>
  a.line - b.line || a.column - b.column;

/** Checks the text of a configuration and fetches its secrets. Expected "no" is an answer; nothing throws. */
export async function readConfig(options: ReadConfigOptions): Promise<LoadConfigResult> {
  const { file, text, knownBrokerTypes, folder } = options;
  const yaml = readYaml(text);
  if (!yaml.ok) {
    const errors = yaml.problems.slice(0, MAX_ERRORS).map(({ offset, path, found, expected }): ConfigError => {
      return { kind: 'syntax', file, ...lineColumn(text, offset), path: displayPath(path), found, expected };
    });
    return { ok: false, errors };
  }
  const source: ConfigSource = { file, text, root: yaml.root };
  const raw = toPlainValue(yaml.root);
  const parsed = configSchema.safeParse(raw);
  const resolved = await resolveSecrets(secretPlaces(raw, knownBrokerTypes), options);
  const refused = parsed.success ? [] : zodFindings(parsed.error);
  const findings = settleFindings([
    ...checkNotBuilt(raw, refused),
    ...refused,
    ...checkBrokers(raw, { types: knownBrokerTypes, hosts: options.brokerHosts ?? {} }),
    ...checkRoutes(raw),
    ...checkTelegram(raw),
    ...resolved.findings,
  ]);
  if (!parsed.success || findings.length > 0) {
    const errors = findings.map((finding) => locateError(source, finding)).toSorted(byPlace);
    return { ok: false, errors: errors.slice(0, MAX_ERRORS) };
  }
  const warnings = [...configWarnings(parsed.data), ...resolved.warnings]
    .map(({ path, message }) => locateWarning(source, path, message))
    .toSorted(byPlace);
  return { ok: true, config: toConfig(parsed.data, resolved.secrets, folder), warnings };
}
