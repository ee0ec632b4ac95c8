import { dirname } from 'node:path';
import type { CreateNodes } from '@nx/devkit';

/** Infers test, lint and package targets for every project folder that has a tsconfig.json. */
export const createNodes: CreateNodes = [
  '{packages,apps,tools}/*/tsconfig.json',
  (files) =>
    files.map((file) => {
      const root = dirname(file);
      const inputs = ['default', '^production'];
      const targets = {
        test: {
          command: `vitest run ${root}/ --passWithNoTests`,
          cache: true,
          inputs: [...inputs, { externalDependencies: ['vitest'] }],
        },
        lint: {
          command: `oxlint ${root}`,
          cache: true,
          inputs: [
            ...inputs,
            '{workspaceRoot}/.oxlintrc.json',
            '{workspaceRoot}/tools/nx/src/lint/*.ts',
            { externalDependencies: ['oxlint'] },
          ],
        },
        ...(!root.startsWith('tools') && {
          package: {
            command: `publint --strict ${root} && attw --pack ${root} --profile esm-only`,
            dependsOn: ['build'],
            cache: true,
            inputs: ['production', { externalDependencies: ['publint', '@arethetypeswrong/cli'] }],
          },
        }),
      };
      return [file, { projects: { [root]: { targets } } }];
    }),
];
