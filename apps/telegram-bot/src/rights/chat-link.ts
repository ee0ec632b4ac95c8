import { readTexts } from './grant.ts';

/** A chat, or a topic, that is bound to some accounts: no other exists there. */
export interface ChatLink {
  readonly brokers: readonly string[];
  /** Who bound it, as in the audit. */
  readonly by: string;
  /** Unix ms. */
  readonly at: number;
}

/** A link as stored; `null` if it is none. */
export function readLink(json: string): ChatLink | null {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null || !('brokers' in value && 'by' in value && 'at' in value))
    return null;
  return typeof value.at === 'number'
    ? { brokers: readTexts(value.brokers), by: String(value.by), at: value.at }
    : null;
}
