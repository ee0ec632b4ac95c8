import type { Clock, Logger } from '@perpdesk/broker-core';

/** Logs a kind of complaint at once, and then at most once a span, with how many were left out. */
export type SparseLog = (kind: string, message: string, fields?: Readonly<Record<string, unknown>>) => void;

const SPAN_MS = 60_000;
/** Kinds may come from outside: only so many are told apart. */
const MAX_KINDS = 50;

export function createSparseLog({ clock, logger }: { readonly clock: Clock; readonly logger: Logger }): SparseLog {
  const kinds = new Map<string, { saidAt: number; left: number }>();
  return (given, message, fields = {}) => {
    const kind = kinds.has(given) || kinds.size < MAX_KINDS ? given : '';
    const known = kinds.get(kind);
    const sinceMs = known === undefined ? Infinity : clock.now() - known.saidAt;
    if (known !== undefined && sinceMs >= 0 && sinceMs < SPAN_MS) {
      known.left += 1;
      return;
    }
    logger.warn(message, known === undefined || known.left === 0 ? fields : { ...fields, alsoLeftOut: known.left });
    kinds.set(kind, { saidAt: clock.now(), left: 0 });
  };
}
