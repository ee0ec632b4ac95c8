/** Where a crash test may end the process: between all steps, in the order of an alert's way. */
export const PROBE_POINTS = [
  'before-inbox-commit',
  'after-inbox-commit',
  'after-answer',
  'before-plan',
  'before-mark-commit',
  'after-mark-commit',
  'before-send',
  'after-send',
  'before-settle-commit',
  'after-settle-commit',
  'before-fill-commit',
  'after-fill-commit',
  'before-stop-send',
  'after-stop-send',
  'before-cancel',
  'after-cancel',
] as const;
export type ProbePoint = (typeof PROBE_POINTS)[number];
