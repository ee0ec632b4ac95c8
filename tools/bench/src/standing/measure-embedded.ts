import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from '../alerts/monotonic-ms.ts';
import { residentBytes } from '../alerts/resident-bytes.ts';
import { untilReady } from '../alerts/spawn-program.ts';

export interface EmbeddedFigures {
  /** From the process's start to `/readyz` 200, each time in an empty folder, ms. */
  readonly readyMs: readonly number[];
  /** At rest, after the last start. */
  readonly idleBytes: number;
}

const BIN = join(import.meta.dirname, '../../../../apps/telegram-bot/bin/perpdesk.js');
/** After which a desk counts as at rest. */
export const REST_MS = 20_000;

/** The desk that comes up without a configuration. */
export async function measureEmbedded(starts: number, folder: string): Promise<EmbeddedFigures> {
  const readyMs: number[] = [];
  let idleBytes = Number.NaN;
  for (let index = 0; index < starts; index += 1) {
    const cwd = await mkdtemp(join(folder, 'embedded-'));
    const from = monotonicMs();
    const child = spawn(process.execPath, ['--conditions=@perpdesk/source', BIN], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    try {
      await untilReady(await readAddress(child.stdout));
      readyMs.push(monotonicMs() - from);
      if (index < starts - 1) continue;
      await sleep(REST_MS);
      idleBytes = residentBytes(child.pid ?? 0);
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  }
  return { readyMs, idleBytes };
}

async function readAddress(output: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const piece of output) {
    text += piece.toString('utf8');
    const address = /^ +alerts +(http:\S+)\/hooks\/<token>$/m.exec(text)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`The desk ended: ${text}`);
}
