import type { Tree } from '@nx/devkit';
import { brokerFiles } from './broker-files.ts';
import { toBrokerNames } from './broker-names.ts';

export interface BrokerGeneratorOptions {
  /** The exchange, lower-case letters and digits. */
  readonly name: string;
  /** How the exchange writes its name; default: the name with a capital. */
  readonly title?: string;
}

/**
 * `nx g @perpdesk/tools:broker okx`: writes packages/broker-okx. `nx sync` then adds its references, `npm install` links it.
 *
 * @throws {RangeError} for a name that is no package's, or that is taken.
 */
export async function brokerGenerator(tree: Tree, options: BrokerGeneratorOptions): Promise<() => void> {
  const names = toBrokerNames(options);
  const root = `packages/broker-${names.name}`;
  if (tree.exists(root)) throw new RangeError(`${root} is there already.`);
  const { version } = JSON.parse(tree.read('packages/broker-core/package.json', 'utf8') ?? '{}');
  for (const [path, content] of Object.entries(brokerFiles(names, `${version}`)))
    tree.write(`${root}/${path}`, content);
  tree.write(`${root}/LICENSE`, tree.read('packages/broker-core/LICENSE', 'utf8') ?? '');
  return () => {
    process.stdout.write(
      `\n${root} is written. Next: npm install && npx nx sync && npx vitest run ${root}\n` +
        'The case ids that are red are what is to be built: docs/adding-a-broker.md has them in phases.\n',
    );
  };
}
