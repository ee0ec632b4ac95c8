import { sampleValue } from './placeholders.ts';

export interface FilledTemplate {
  readonly text: string;
  /** The offset in the template of an offset in the filled text. */
  readonly origin: (offset: number) => number;
}

/** Fills the placeholders in as TradingView would. Those that it does not know stay, as they do there. */
export function fillTemplate(template: string, valueOf = sampleValue): FilledTemplate {
  const parts: { readonly filled: number; readonly origin: number }[] = [{ filled: 0, origin: 0 }];
  let text = '';
  let last = 0;
  for (const match of template.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const [whole, name = ''] = match;
    text += template.slice(last, match.index);
    const value = valueOf(name) ?? whole;
    parts.push({ filled: text.length, origin: match.index });
    text += value;
    last = match.index + whole.length;
    parts.push({ filled: text.length, origin: last });
  }
  text += template.slice(last);
  return {
    text,
    origin: (offset) => {
      const part = parts.findLast(({ filled }) => filled <= offset);
      return part === undefined ? offset : Math.min(part.origin + offset - part.filled, template.length);
    },
  };
}
