import type { Writer } from '../book/writer.ts';
import { routesOn } from '../ledger/drift-policy.ts';
import type { Notice } from '../notice.ts';
import { toOutboxMessages } from '../relay/outbox-messages.ts';
import { allTargets } from '../relay/targets.ts';
import { checkWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

/** `unprotected`: a position that nothing protects. `stray`: an order with an id of ours that the journal does not know. */
export type FindingKind = 'unprotected' | 'stray';

/** What the watchdog sees on an account, by its name there; `null`: it is on its way, and nothing certain is known of it. */
export type Findings = ReadonlyMap<string, { readonly symbol: string; readonly notice: Notice } | null>;

/** What does not last so long is not told: its own order, or its fill, may be on its way. */
const LASTS_MS = 20_000;

/**
 * Tells what is found on an account and lasts, once until it is gone. A flag of the journal keeps over a restart that it was
 * told; there are never more of them than of what is found.
 */
export function tellFindings(run: Run, brokerId: string, kind: FindingKind, findings: Findings): void {
  const work = checkWork(sentence(`check-${kind}`), brokerId);
  if (run.setAside.has(work)) return;
  const { foundAt } = run.notes;
  const nameOf = (key: string) => `${kind}:${brokerId} ${key}`;
  const found = new Set([...findings.keys()].map(nameOf));
  for (const name of foundAt.keys()) if (name.startsWith(nameOf('')) && !found.has(name)) foundAt.delete(name);
  const gone = [...run.book.flags.keys()].filter((name) => isOver(run, name, { brokerId, kind, found }));
  const due = [...findings.keys()].filter((key) => {
    if (findings.get(key) === null) return false;
    const since = foundAt.get(nameOf(key)) ?? run.now();
    foundAt.set(nameOf(key), since);
    return run.now() - since >= LASTS_MS && !run.book.flags.has(nameOf(key));
  });
  if (gone.length === 0 && due.length === 0) return;
  run.spawn(() =>
    run.write((w) => {
      for (const name of gone) if (w.book.flags.has(name)) w.add({ type: 'flag-put', name, value: null });
      for (const key of due) {
        const finding = findings.get(key);
        if (finding != null && !w.book.flags.has(nameOf(key)))
          tell(run, w, { name: nameOf(key), brokerId, ...finding });
      }
    }, work),
  );
}

interface Due {
  readonly name: string;
  readonly brokerId: string;
  readonly symbol: string;
  readonly notice: Notice;
}

/** Told where the instrument is traded; where nobody trades it, everywhere. */
function tell(run: Run, w: Writer, { name, brokerId, symbol, notice }: Due): void {
  w.add({ type: 'flag-put', name, value: `${run.now()}` });
  const ofRoutes = [...new Set(routesOn(run, brokerId, symbol).flatMap(({ relay }) => relay))];
  const targets = ofRoutes.length > 0 ? ofRoutes : allTargets(run);
  w.tell(toOutboxMessages(notice, { eventId: `${name}:${run.newId()}`, targets, thread: null, now: run.now() }));
}

/** It is gone, or its account is no account of this desk any more. */
function isOver(
  run: Run,
  name: string,
  { brokerId, kind, found }: { readonly brokerId: string; readonly kind: FindingKind; readonly found: Set<string> },
): boolean {
  if (!name.startsWith(`${kind}:`)) return false;
  const [owner = ''] = name.slice(kind.length + 1).split(' ');
  return owner === brokerId ? !found.has(name) : !run.manager.ids.includes(owner);
}
