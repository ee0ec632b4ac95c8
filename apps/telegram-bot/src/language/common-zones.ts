/** Time zones that many live in, by their IANA names, from west to east, each with a city; `zoneTexts` has those that are called otherwise elsewhere. */
export const COMMON_ZONES: readonly (readonly [zone: string, city: string])[] = [
  ['UTC', 'UTC'],
  ['America/Los_Angeles', 'Los Angeles'],
  ['America/Chicago', 'Chicago'],
  ['America/New_York', 'New York'],
  ['America/Sao_Paulo', 'São Paulo'],
  ['Europe/London', 'London'],
  ['Europe/Berlin', 'Berlin'],
  ['Europe/Istanbul', 'Istanbul'],
  ['Asia/Dubai', 'Dubai'],
  ['Asia/Kolkata', 'Mumbai'],
  ['Asia/Bangkok', 'Bangkok'],
  ['Asia/Singapore', 'Singapore'],
  ['Asia/Hong_Kong', 'Hong Kong'],
  ['Asia/Tokyo', 'Tokyo'],
  ['Australia/Sydney', 'Sydney'],
];
