import type { Journal } from '@perpdesk/journal/port';
import { ownerTargetsOf } from '../program/owner-targets.ts';
import type { ProgramOptions, ProgramPorts } from '../program/program-ports.ts';
import type { Stopper } from '../program/stopper.ts';
import { createConfigWatch } from './config-watch.ts';
import type { LiveConfig } from './live-config.ts';
import { liveDirectory } from './live-directory.ts';
import { createTakeConfig } from './take-config.ts';

export interface ReloadOptions extends Pick<ProgramOptions, 'configSource' | 'configLookMs' | 'onConfig'> {
  readonly ports: ProgramPorts;
  readonly live: LiveConfig;
  readonly journal: Pick<Journal, 'commit'>;
  readonly stopper: Stopper;
  /** Of several desks on one journal one speaks. */
  readonly isTelling: () => boolean;
  /** Called once the live configuration says something else. */
  readonly onAdopted: () => void;
}

const LOOK_MS = 1_000;

/** Watches the files of the configuration until the program stops; where there are none, nothing. */
export async function startReload(options: ReloadOptions): Promise<void> {
  const { configSource: source, configLookMs: everyMs = LOOK_MS, live, ports, stopper } = options;
  if (source === undefined) return;
  const directory = liveDirectory(live);
  const take = createTakeConfig({
    live,
    journal: options.journal,
    ...ports,
    targets: () => (options.isTelling() ? ownerTargetsOf(live.current().telegram?.users ?? [], directory) : []),
    onAdopt: (config) => options.onConfig?.(config),
  });
  const watch = createConfigWatch({
    ...ports,
    source,
    everyMs,
    async onLoad(result) {
      await take(result);
      options.onAdopted();
    },
  });
  await watch.start();
  stopper.push('configuration', () => watch.stop());
}
