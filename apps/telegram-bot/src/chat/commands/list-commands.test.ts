import { expect, test } from 'vitest';
import { COMMANDS } from './registry.ts';

test.each(COMMANDS.map(({ name, help }) => [name, help] as const))(
  'what begins with a slash in the help of /%s is a command to type, no sentence',
  (_name, help) => {
    for (const { details } of Object.values(help)) {
      expect(details.filter((line) => line.startsWith('/') && line.endsWith('.'))).toEqual([]);
    }
  },
);
