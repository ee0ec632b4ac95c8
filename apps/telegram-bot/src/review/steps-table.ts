import type { LegStory, Moment } from '@perpdesk/signals';
import { formatTable } from './text-table.ts';

const STEPS = ['parsed', 'planned', 'marked', 'sent', 'acknowledged', 'filled'] as const;

/** A row for each attempt of each order: the ms of each step since the one before, and in all. */
export function formatSteps(legs: readonly LegStory[], width: number): readonly string[] {
  const rows = legs.flatMap(rowsOf);
  if (rows.length === 0) return [];
  const columns = [
    { title: 'account' },
    { title: 'order' },
    ...STEPS.map((title) => ({ title, isRight: true })),
    { title: 'in all', isRight: true },
  ];
  return formatTable(columns, rows, width);
}

function rowsOf({ intent, timeline }: LegStory): readonly (readonly string[])[] {
  const name = `${intent.leg} ${intent.kind}`;
  const attempts = [...new Set(timeline.flatMap(({ attempt }) => (attempt === null ? [] : [attempt])))];
  const startedAt = timeline[0]?.at ?? null;
  const first = attempts[0] ?? null;
  const last = attempts.at(-1) ?? null;
  return (attempts.length === 0 ? [null] : attempts).map((attempt) => {
    const of = timeline.filter((moment) => moment.attempt === attempt || moment.attempt === null);
    const cells = STEPS.map((step) => {
      const isOfFirst = step === 'parsed' || step === 'planned';
      if ((isOfFirst && attempt !== first) || (step === 'filled' && attempt !== last)) return '';
      return spanOf(of.find((moment) => moment.step === step));
    });
    const end = of.filter(({ at }) => at !== null).at(attempt === last ? -1 : lastOfAttempt(of));
    const total = startedAt === null || end?.at == null ? '' : `${end.at - startedAt}`;
    return [intent.brokerId, attempts.length > 1 ? `${name}, attempt ${attempt ?? ''}` : name, ...cells, total];
  });
}

/** From the end: the fill is the last attempt's. */
function lastOfAttempt(moments: readonly Moment[]): number {
  const known = moments.filter(({ at }) => at !== null);
  const index = known.findLastIndex(({ attempt }) => attempt !== null);
  return index - known.length;
}

function spanOf(moment: Moment | undefined): string {
  if (moment === undefined || (moment.at === null && moment.step === 'filled')) return '';
  return moment.ms === null ? '?' : `${moment.ms}`;
}
