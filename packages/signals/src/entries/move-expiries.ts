import { formatGoal, goalOf } from '../book/goal.ts';
import { isEnded } from '../book/intent-table.ts';
import { blame, intentWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';

/**
 * The clock was set back by so many ms: no entry rests longer for it. As the rows are written anew, a chase counts anew how
 * long its order stands, too.
 */
export function moveExpiries(run: Run, ms: number): void {
  for (const brokerId of run.manager.ids) {
    const entries = run.book.intents.openEntries(brokerId).filter((row) => goalOf(row).entry !== null);
    if (entries.length === 0) continue;
    run.spawn(() =>
      run.write((w) => {
        for (const { id } of entries) {
          const row = w.book.intents.get(id);
          if (row === undefined || isEnded(row)) continue;
          blame(intentWork(row), () => {
            const goal = goalOf(row);
            if (goal.entry === null) return;
            const entry = { ...goal.entry, expiresAt: goal.entry.expiresAt - ms };
            w.updateIntent(id, { goal: formatGoal({ ...goal, entry }) });
          });
        }
      }),
    );
  }
}
