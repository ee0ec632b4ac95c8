import { type HideSecrets, hideNothing } from './hide-secrets.ts';
import type { JsonNode } from './json-node.ts';
import { echoesOf, redactEchoes, redactText, SECRET_MARK } from './redact-text.ts';
import { isSecretKey } from './secret-keys.ts';

export interface RedactedJson {
  readonly node: JsonNode;
  /** The values that were taken out. */
  readonly secrets: readonly string[];
}

/** Takes out what stands under a secret's name, however deep, and in every other text and key its echoes and what `hide` knows. */
export function redactJson(node: JsonNode, hide: HideSecrets = hideNothing): RedactedJson {
  const secrets = [...leavesUnderSecrets(node, false)];
  return { node: withoutSecrets(node, { all: new Set(secrets), echoes: echoesOf(secrets), hide }, false), secrets };
}

function* leavesUnderSecrets(node: JsonNode, isSecret: boolean): Generator<string> {
  switch (node.kind) {
    case 'text':
      if (isSecret && node.text !== '' && node.text !== SECRET_MARK) yield node.text;
      return;
    case 'number':
      if (isSecret) yield node.text;
      return;
    case 'word':
      return;
    case 'list':
      for (const item of node.items) yield* leavesUnderSecrets(item, isSecret);
      return;
    case 'object':
      for (const [key, item] of node.members) yield* leavesUnderSecrets(item, isSecret || isSecretKey(key));
      return;
    default:
      node satisfies never;
  }
}

interface Known {
  readonly all: ReadonlySet<string>;
  /** What is looked for in texts. */
  readonly echoes: readonly string[];
  readonly hide: HideSecrets;
}

function withoutSecrets(node: JsonNode, secrets: Known, isSecret: boolean): JsonNode {
  switch (node.kind) {
    case 'text':
      if (isSecret) return { kind: 'text', text: node.text === '' ? '' : SECRET_MARK };
      return { kind: 'text', text: secrets.hide(redactEchoes(redactText(node.text).text, secrets.echoes)) };
    case 'number':
      return isSecret || secrets.all.has(node.text) || secrets.hide(node.text) === SECRET_MARK
        ? { kind: 'text', text: SECRET_MARK }
        : node;
    case 'word':
      return node;
    case 'list':
      return { kind: 'list', items: node.items.map((item) => withoutSecrets(item, secrets, isSecret)) };
    case 'object': {
      const members = [...node.members].map(
        ([key, item]) =>
          [
            secrets.hide(redactEchoes(key, secrets.echoes)),
            withoutSecrets(item, secrets, isSecret || isSecretKey(key)),
          ] as const,
      );
      return { kind: 'object', members: new Map(members) };
    }
    default:
      return node satisfies never;
  }
}
