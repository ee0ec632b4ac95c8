import { type HideSecrets, hideNothing } from './hide-secrets.ts';
import type { JsonNode } from './json-node.ts';
import { plainName } from './key-name.ts';
import { isPlainField, isPlainName } from './plain-field.ts';
import { echoesOf, isEchoed, redactEchoes, redactText, SECRET_MARK } from './redact-text.ts';
import { isSecretKey } from './secret-keys.ts';
import { toldApart } from './told-apart.ts';

export interface RedactedJson {
  readonly node: JsonNode;
  /** The values that were taken out. */
  readonly secrets: readonly string[];
}

/**
 * Takes out what stands under a secret's name, however deep, and in every other text and key its echoes and what `hide` knows.
 * A well-formed size, price, time, side or symbol under its own name is no echo.
 */
export function redactJson(node: JsonNode, hide: HideSecrets = hideNothing): RedactedJson {
  const secrets = [...leavesUnderSecrets(node, false)];
  const known = { all: new Set(secrets.filter(isEchoed)), echoes: echoesOf(secrets), hide };
  return { node: withoutSecrets(node, known, { name: '', isSecret: false }), secrets };
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
  /** What a number is held against. */
  readonly all: ReadonlySet<string>;
  /** What is looked for in texts. */
  readonly echoes: readonly string[];
  readonly hide: HideSecrets;
}

interface Place {
  /** The plain name that it stands under. */
  readonly name: string;
  readonly isSecret: boolean;
}

function withoutSecrets(node: JsonNode, secrets: Known, place: Place): JsonNode {
  switch (node.kind) {
    case 'text':
      if (place.isSecret) return { kind: 'text', text: node.text === '' ? '' : SECRET_MARK };
      return { kind: 'text', text: hideInText(node.text, secrets, place) };
    case 'number': {
      const text = place.isSecret ? SECRET_MARK : hideNumber(node.text, secrets, place);
      return text === node.text ? node : { kind: 'text', text };
    }
    case 'word':
      return node;
    case 'list':
      return { kind: 'list', items: node.items.map((item) => withoutSecrets(item, secrets, place)) };
    case 'object': {
      const members = [...node.members].map(([key, item]) => {
        const name = plainName(key);
        const shown = isPlainName(name) ? key : secrets.hide(redactEchoes(key, secrets.echoes));
        return [shown, withoutSecrets(item, secrets, { name, isSecret: place.isSecret || isSecretKey(key) })] as const;
      });
      return { kind: 'object', members: new Map(members) };
    }
    default:
      return node satisfies never;
  }
}

function hideInText(text: string, { echoes, hide }: Known, { name }: Place): string {
  const shown = redactEchoes(redactText(text).text, echoes);
  return shown === text || isPlainField(name, text) ? hide(text) : toldApart(name, hide(text), hide(shown));
}

function hideNumber(text: string, { all, hide }: Known, { name }: Place): string {
  if (hide(text) === SECRET_MARK) return SECRET_MARK;
  return all.has(text) && !isPlainField(name, text) ? toldApart(name, text, SECRET_MARK) : text;
}
