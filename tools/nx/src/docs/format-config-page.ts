type Schema = Readonly<Record<string, unknown>>;

interface Row {
  readonly path: string;
  readonly form: string;
  readonly usual: string;
  readonly what: string;
}

const HEAD = `# Every key of perpdesk.yaml

How the file is read, what may stand in it and what a running desk takes up: [configuration.md](configuration.md). \`<name>\` is a name of your own, \`[]\` an item of a list; a secret is \`{ env: NAME }\`, \`{ file: PATH }\` or, with a warning, the text itself. Decimals, fractions and percentages stand in quotes ([forms](configuration.md#forms)). What \`notify\` takes: [notifications.md](notifications.md).

| key | form | default | |
| --- | --- | --- | --- |
`;

const FOOT = `
Made from \`packages/broker-config/src/schema\` by \`npm run docs\`, as is \`packages/broker-config/schema.json\` for editors: \`# yaml-language-server: $schema=./node_modules/@perpdesk/broker-config/schema.json\` in the first line of the file.
`;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function alternatives(schema: Schema): readonly Schema[] {
  const { anyOf } = schema;
  return Array.isArray(anyOf) ? anyOf.filter(isSchema).flatMap(alternatives) : [schema];
}

/** `{ env }`, `{ file }` or the text itself. */
function isSecret(schema: Schema): boolean {
  return alternatives(schema).some(
    ({ properties }) => isSchema(properties) && 'env' in properties && 'file' in properties,
  );
}

function formOf(schema: Schema): string {
  const items = alternatives(schema).map((one) => one['items']);
  if (isSecret(schema)) return items.some(isSchema) ? 'secret, or a list of two' : 'secret';
  const forms = alternatives(schema).map((one): string => {
    const { type, title, enum: words, const: word, items, minimum, maximum } = one;
    if (Array.isArray(words)) return words.map((it) => `\`${String(it)}\``).join(', ');
    if (word !== undefined) return `\`${JSON.stringify(word)}\``;
    if (type === 'array') return isSchema(items) ? `list: ${formOf(items)}` : 'list';
    if (type === 'object') return 'mapping';
    if (type === 'integer' && typeof minimum === 'number' && typeof maximum === 'number')
      return `${minimum} to ${maximum}`;
    if (type === 'string') return typeof title === 'string' ? title : 'text';
    return type === 'boolean' ? '`true`, `false`' : typeof type === 'string' ? type : 'any';
  });
  return [...new Set(forms)].join(' or ');
}

function usualOf({ default: usual }: Schema): string {
  if (usual === undefined || (isSchema(usual) && Object.keys(usual).length === 0)) return '';
  return `\`${typeof usual === 'string' ? usual : JSON.stringify(usual)}\``;
}

function rowsUnder(schema: Schema, path: string): readonly Row[] {
  return alternatives(schema).flatMap((one) => {
    const { properties, additionalProperties, items } = one;
    const named = isSchema(properties) ? Object.entries(properties) : [];
    return [
      ...named.flatMap(([key, value]) => (isSchema(value) ? rowsOf(value, path === '' ? key : `${path}.${key}`) : [])),
      ...(isSchema(additionalProperties) ? rowsOf(additionalProperties, `${path}.<name>`) : []),
      ...(isSchema(items) ? rowsUnder(items, `${path}[]`) : []),
    ];
  });
}

function rowsOf(schema: Schema, path: string): readonly Row[] {
  const { description } = schema;
  const what = typeof description === 'string' ? description : '';
  const row = { path, form: formOf(schema), usual: usualOf(schema), what: what.startsWith('A secret:') ? '' : what };
  // the types are a page of their own
  return isSecret(schema) || path.endsWith('.notify') ? [row] : [row, ...rowsUnder(schema, path)];
}

/** The text of docs/config-keys.md, from the JSON Schema of the file. */
export function formatConfigPage(schema: Schema): string {
  const rows = new Map(rowsUnder(schema, '').map((row) => [row.path, row]));
  const lines = [...rows.values()].map(
    ({ path, form, usual, what }) => `| \`${path}\` | ${cell(form)} | ${cell(usual)} | ${cell(what)} |\n`,
  );
  return `${HEAD}${lines.join('')}${FOOT}`;
}
