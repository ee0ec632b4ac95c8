import type { LegStory } from '@perpdesk/signals';

type Moments = LegStory['timeline'];

const NAMES = {
  received: 'received',
  parsed: 'parsed',
  planned: 'risk check',
  marked: 'written down',
  sent: 'sent',
  acknowledged: 'acknowledged',
  filled: 'filled',
  ended: 'ended',
} as const satisfies Readonly<Record<Moments[number]['step'], string>>;

/** `received → parsed 1 ms → risk check 3 ms → … · 58 ms in all`: what came, and how long each step took. */
export function formatSteps(timeline: Moments): string {
  const known = timeline.filter(({ at }) => at !== null);
  const steps = known.map(({ step, ms }) => (ms === null ? NAMES[step] : `${NAMES[step]} ${ms} ms`));
  const [first, last] = [known[0]?.at ?? null, known.at(-1)?.at ?? null];
  const total = first === null || last === null || known.length < 2 ? '' : ` · ${last - first} ms in all`;
  return `${steps.join(' → ')}${total}`;
}
