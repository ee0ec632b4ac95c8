import type { Rule } from './rule.ts';

/** An entry lists its names, so that a change of the public names is seen. */
export const noExportAll: Rule = {
  create(context) {
    return {
      ExportAllDeclaration: (node) =>
        context.report({ node, message: 'export * hides what is exported. List the names.' }),
    };
  },
};
