import type { Rule } from './rule.ts';

const MESSAGE = 'A type assertion is not checked. Narrow it, or parse it; wire types are mapped in a map/ folder.';

/** No `as` but `as const`. */
export const noAssertion: Rule = {
  create(context) {
    return {
      TSAsExpression(node) {
        const { typeAnnotation: type } = node;
        const isConst =
          type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const';
        if (!isConst) context.report({ node, message: MESSAGE });
      },
      TSTypeAssertion: (node) => context.report({ node, message: MESSAGE }),
    };
  },
};
