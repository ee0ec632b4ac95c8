import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PerpdeskConfig } from '@perpdesk/broker-config';
import { checkJournal, JournalError } from '@perpdesk/journal';
import { plural } from '../format/plural.ts';
import type { Finding } from './finding.ts';

/** Reads the journal through, beside whoever writes it; one that is not there yet is made at the start. */
export async function checkJournalPlace({ journal }: PerpdeskConfig): Promise<readonly Finding[]> {
  const url = journal.url.reveal();
  const file = journal.engine === 'sqlite' ? url.replace(/^sqlite:/, '') : null;
  try {
    if (file !== null && !(await isThere(file))) return [await checkFolder(file)];
    const { rows, findings } = await checkJournal(url);
    const kept = `${plural(rows.signals, 'alert')}, ${plural(rows.intents, 'order')}`;
    if (findings.length === 0) return [{ level: 'fine', line: `journal: ${journal.engine}, sound, ${kept}` }];
    return findings.map((finding) => ({ level: 'fault', line: `journal: ${finding}` }));
  } catch (error) {
    if (!JournalError.is(error)) throw error;
    // reading does not bring it forward
    if (error.code !== 'read-only') return [{ level: 'fault', line: `journal: ${error.message}` }];
    return [{ level: 'fine', line: `journal: ${journal.engine}, of an older version or new: made ready at the start` }];
  }
}

async function checkFolder(file: string): Promise<Finding> {
  const folder = dirname(file);
  return (await isThere(folder, constants.W_OK))
    ? { level: 'fine', line: 'journal: none yet, it is made at the start' }
    : { level: 'fault', line: `journal: its folder ${folder} is not there, or cannot be written` };
}

async function isThere(path: string, mode: number = constants.F_OK): Promise<boolean> {
  try {
    await access(path, mode);
    return true;
  } catch {
    return false;
  }
}
