import { readFileSync } from 'node:fs';

/** Of Linux, on every machine. */
const MS_PER_TICK = 10;
/** Places in `/proc/<pid>/stat` behind the name, which may have blanks. */
const [USER, SYSTEM] = [11, 12] as const;

/** User and system CPU time that a process has used, ms; `null` where the machine does not say it. */
export function cpuMs(pid: number): number | null {
  try {
    return readCpuMs(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return null;
  }
}

export function readCpuMs(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER]) + Number(fields[SYSTEM])) * MS_PER_TICK;
}

/** What lies between two readings. */
export function cpuBetween(start: number | null, end: number | null): number | null {
  return start === null || end === null ? null : end - start;
}
