import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mayDependOn } from '../lint/layers.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

interface GraphFile {
  readonly graph: {
    readonly nodes: Readonly<
      Record<string, { readonly name: string; readonly data: { readonly tags: readonly string[] } }>
    >;
    readonly dependencies: Readonly<Record<string, readonly { readonly source: string; readonly target: string }[]>>;
  };
}

const folder = mkdtempSync(join(tmpdir(), 'perpdesk-graph-'));
let graph: GraphFile['graph'];

beforeAll(() => {
  const bin = join(WORKSPACE_ROOT, 'node_modules/nx/dist/bin/nx.js');
  const file = join(folder, 'graph.json');
  const child = spawnSync(process.execPath, [bin, 'graph', `--file=${file}`], {
    cwd: WORKSPACE_ROOT,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' },
  });
  expect({ status: child.status, stderr: child.stderr }).toMatchObject({ status: 0 });
  graph = (JSON.parse(readFileSync(file, 'utf8')) as GraphFile).graph;
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

test('every project has one layer tag', () => {
  for (const { name, data } of Object.values(graph.nodes)) {
    expect({ name, layers: data.tags.filter((tag) => tag.startsWith('layer:')).length }).toEqual({ name, layers: 1 });
  }
});

test('the graph has only allowed arrows', () => {
  const project = (name: string) => ({ name, tags: graph.nodes[name]?.data.tags ?? [] });
  const arrows = Object.values(graph.dependencies)
    .flat()
    .filter(({ target }) => target in graph.nodes);
  expect(arrows.length).toBeGreaterThan(8);
  const forbidden = arrows.filter(({ source, target }) => !mayDependOn(project(source), project(target)));
  expect(forbidden.map(({ source, target }) => `${source} -> ${target}`)).toEqual([]);
});
