import { propertyName } from './property-name.ts';
import type { Rule } from './rule.ts';

const REMEDY = 'Amounts stay Decimal: use decimal() from @perpdesk/broker-core.';

/** No amount passes through a JS number. */
export const noFloat: Rule = {
  create(context) {
    return {
      CallExpression(node) {
        const { callee } = node;
        const name = callee.type === 'Identifier' ? callee.name : null;
        if (name !== 'Number' && name !== 'parseFloat') return;
        context.report({ node, message: `${name}() makes a float. ${REMEDY}` });
      },
      MemberExpression(node) {
        const name = propertyName(node);
        if (name !== 'toNumber' && name !== 'parseFloat') return;
        context.report({ node, message: `${name}() makes a float. ${REMEDY}` });
      },
      UnaryExpression(node) {
        if (node.operator === '+') context.report({ node, message: `Unary plus makes a float. ${REMEDY}` });
      },
    };
  },
};
