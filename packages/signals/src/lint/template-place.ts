/** Where something stands in a template, counted from 1. */
export interface TemplatePlace {
  readonly line: number;
  readonly column: number;
}

export function placeAt(text: string, offset: number): TemplatePlace {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
