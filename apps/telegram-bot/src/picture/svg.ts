/** SVG as text; attributes and text are escaped. */
export type Svg = string;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeText(text: string): string {
  // the font has no narrow no-break space, and SVG no control characters
  return text
    .replaceAll('\u202F', '\u00A0')
    .replaceAll(/[\u0000-\u001F\uFFFE\uFFFF]/g, ' ')
    .replaceAll(/[&<>"]/g, (it) => ENTITIES[it] ?? it);
}

/** Hundredths of a pixel are enough for any screen. */
function attributeText(value: string | number): string {
  return typeof value === 'number' ? `${Math.round(value * 100) / 100}` : escapeText(value);
}

export type Attributes = Readonly<Record<string, string | number>>;

export function element(name: string, attributes: Attributes, ...children: readonly Svg[]): Svg {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeText(value)}"`);
  const inner = children.join('');
  return inner === '' ? `<${name}${words.join('')}/>` : `<${name}${words.join('')}>${inner}</${name}>`;
}

export function textElement(text: string, attributes: Attributes): Svg {
  return element('text', attributes, escapeText(text));
}
