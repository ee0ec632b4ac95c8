import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isCritical, levelOf, notifyGroups } from './notify-level.ts';

test('docs/notifications.md has every type, with its group and default', () => {
  const file = fileURLToPath(new URL('../../../../docs/notifications.md', import.meta.url));
  const rows = [...readFileSync(file, 'utf8').matchAll(/^\| (\w+) \| `([a-z.-]+)` \| ([a-z, ]+) \|/gm)];
  const said = rows.map(([, group = '', type = '', level = '']) => `${group} ${type} ${level}`);
  const meant = notifyGroups().flatMap(([group, types]) =>
    types.map((type) => `${group} ${type} ${levelOf(type)}${isCritical(type) ? ', always' : ''}`),
  );
  expect(said).toEqual(meant);
});
