import type { LoadConfigResult } from '@perpdesk/broker-config';
import type { Journal } from '@perpdesk/journal/port';
import { ownerTargetsOf } from '../program/owner-targets.ts';
import type { ProgramOptions, ProgramPorts } from '../program/program-ports.ts';
import type { Stopper } from '../program/stopper.ts';
import { createConfigWatch } from './config-watch.ts';
import type { LiveAccounts } from './live-accounts.ts';
import type { LiveConfig } from './live-config.ts';
import { liveDirectory } from './live-directory.ts';
import { createTakeConfig } from './take-config.ts';

export interface ReloadOptions extends Pick<ProgramOptions, 'configSource' | 'configLookMs' | 'onConfig'> {
  readonly ports: ProgramPorts;
  readonly live: LiveConfig;
  readonly accounts: LiveAccounts;
  readonly journal: Pick<Journal, 'commit'>;
  readonly stopper: Stopper;
  /** Of several desks on one journal one speaks, and drives the accounts. */
  readonly isTelling: () => boolean;
  readonly isDriving: () => boolean;
  /** Called once the live configuration says something else. */
  readonly onAdopted: () => void;
}

const LOOK_MS = 1_000;

export interface Reload {
  /** Takes up what was read last and could not be taken up then. */
  again(): Promise<void>;
}

/** Watches the files of the configuration until the program stops; where there are none, nothing. */
export async function startReload(options: ReloadOptions): Promise<Reload> {
  const { configSource: source, configLookMs: everyMs = LOOK_MS, live, ports, stopper } = options;
  let last: LoadConfigResult | null = null;
  if (source === undefined) return { again: async () => {} };
  const directory = liveDirectory(live);
  const take = createTakeConfig({
    ...options,
    ...ports,
    targets: () => (options.isTelling() ? ownerTargetsOf(live.current().telegram?.users ?? [], directory) : []),
    onRead: (config) => options.onConfig?.(config),
  });
  const watch = createConfigWatch({
    ...ports,
    source,
    everyMs,
    async onLoad(result) {
      last = result;
      await take(result);
    },
  });
  await watch.start();
  stopper.push('configuration', () => watch.stop());
  return {
    async again() {
      if (last !== null && last.ok) await take(last);
    },
  };
}
