import {
  embeddedConfig,
  findConfig,
  loadConfig,
  type ConfigLocation,
  type LoadConfigResult,
} from '@perpdesk/broker-config';
import { BROKER_HOSTS, BROKER_TYPES } from './broker-types.ts';

export interface ConfigSources {
  readonly cwd: string;
  readonly configPath: string | null;
  /** Default true; `false` for commands that connect to nothing. */
  readonly needsSecrets?: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => Promise<string>;
  readonly fileMode: (path: string) => Promise<number | null>;
  readonly exists: (path: string) => Promise<boolean>;
}

export interface ResolvedConfig {
  readonly location: ConfigLocation;
  readonly result: LoadConfigResult;
}

/** The configuration that is asked for, that of the working directory, or the embedded one. */
export async function resolveConfig({ cwd, configPath, exists, ...sources }: ConfigSources): Promise<ResolvedConfig> {
  const location = await findConfig({ cwd, exists, ...(configPath === null ? {} : { explicitPath: configPath }) });
  if (location.path === null) {
    const config = await embeddedConfig({ folder: cwd });
    return { location, result: { ok: true, config, warnings: [], files: [], overlay: null } };
  }
  const known = { knownBrokerTypes: BROKER_TYPES, brokerHosts: BROKER_HOSTS };
  return { location, result: await loadConfig({ path: location.path, ...known, ...sources }) };
}
