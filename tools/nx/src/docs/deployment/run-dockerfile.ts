import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join, matchesGlob, relative } from 'node:path';

/** A folder that stands for the image, and what the image says. */
export interface BuiltImage {
  /** What is `/` in the image. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly healthcheck: readonly string[];
}

export interface DockerfileOptions {
  /** What is built: its files that `.dockerignore` leaves. */
  readonly context: string;
  /** Where the stages' folders are made. */
  readonly folder: string;
  /** In place of the image's own user, whom this machine does not have. */
  readonly owner: { readonly uid: number; readonly gid: number };
}

interface Stage {
  readonly root: string;
  workdir: string;
  readonly env: Record<string, string>;
  readonly said: Map<string, string>;
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
const list = (text = '[]'): readonly string[] => JSON.parse(text.slice(text.indexOf('['))) as string[];

/**
 * Carries out a Dockerfile's steps without an engine: COPY copies (and moves what another stage has), RUN runs in a shell, in a folder that stands for the
 * image. Absolute paths outside of system folders are taken below that folder. It shuts nothing off: neither users, nor
 * the file system, nor the base image are the engine's.
 */
export function runDockerfile(file: string, { context, folder, owner }: DockerfileOptions): BuiltImage {
  const ignored = readFileSync(join(context, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const isIgnored = (path: string) =>
    ignored.some((glob) => matchesGlob(path, glob) || matchesGlob(path, `${glob}/**`));
  const stages = new Map<string, Stage>();
  const steps = readFileSync(file, 'utf8')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n');
  let stage: Stage | null = null;

  for (const step of steps.filter((line) => /^[A-Z]/.test(line))) {
    const [, instruction = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(step) ?? [];
    if (instruction === 'FROM') {
      const name = / AS (\S+)$/i.exec(rest)?.[1] ?? `stage-${stages.size}`;
      stage = { root: join(folder, name), workdir: '/', env: {}, said: new Map() };
      mkdirSync(stage.root, { recursive: true });
      stages.set(name, stage);
      continue;
    }
    if (stage === null) throw new Error(`${instruction} stands before FROM.`);
    const { root, env, said } = stage;
    const inside = (path: string) => join(root, path.startsWith('/') ? path : join(stage?.workdir ?? '/', path));
    switch (instruction) {
      case 'WORKDIR':
        stage.workdir = rest;
        mkdirSync(inside('.'), { recursive: true });
        break;
      case 'ENV':
        for (const [name = '', value = ''] of words(rest).map((pair) => pair.split('='))) env[name] = value;
        break;
      case 'COPY': {
        const [, from] = /^--from=(\S+) /.exec(rest) ?? [];
        const [target = '.', ...sources] = words(rest.replace(/^--from=\S+ /, '')).toReversed();
        const base = from === undefined ? context : (stages.get(from)?.root ?? '');
        for (const source of sources) {
          const to = target.endsWith('/') ? join(inside(target), basename(source)) : inside(target);
          if (from === undefined) {
            const filter = (path: string) => !isIgnored(relative(context, path));
            cpSync(join(base, source), to, { recursive: true, filter });
          } else {
            // no stage copies the same twice
            renameSync(join(base, source), to);
          }
        }
        break;
      }
      case 'RUN': {
        const command = rest
          .replaceAll(/(?<=\s)\/var\//g, `${root}/var/`)
          .replaceAll(/-o \d+ -g \d+/g, `-o ${owner.uid} -g ${owner.gid}`);
        execFileSync('sh', ['-ec', command], { cwd: inside('.'), stdio: 'pipe', env: { ...process.env, ...env } });
        break;
      }
      default:
        said.set(instruction, rest);
    }
  }
  if (stage === null) throw new Error('There is no FROM.');
  const { root, workdir, env, said } = stage;
  return {
    root,
    workdir: join(root, workdir),
    env,
    user: said.get('USER') ?? 'root',
    entrypoint: list(said.get('ENTRYPOINT')),
    cmd: list(said.get('CMD')),
    healthcheck: list(said.get('HEALTHCHECK')),
  };
}
