import { createHash } from 'node:crypto';

/** Six characters of the hash of a stream's name, for its client order ids; another salt gives others. */
export function streamCode(stream: string, salt = 0): string {
  const hex = createHash('sha256').update(`${salt} ${stream}`).digest('hex').slice(0, 8);
  return parseInt(hex, 16).toString(36).padStart(6, '0').slice(-6);
}
