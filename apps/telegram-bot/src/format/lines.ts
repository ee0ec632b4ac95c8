import { FormattedString } from '@grammyjs/parse-mode';

export type Line = FormattedString | string | null;

/** One line each; `null` and empty ones are left out. */
export function lines(...items: readonly Line[]): FormattedString {
  const kept = items.filter((item) => item !== null && item.toString() !== '');
  return FormattedString.join(
    kept.map((item) => item ?? ''),
    '\n',
  );
}

/** Paragraphs with a blank line between them. */
export function paragraphs(...items: readonly Line[]): FormattedString {
  const kept = items.filter((item) => item !== null && item.toString() !== '');
  return FormattedString.join(
    kept.map((item) => item ?? ''),
    '\n\n',
  );
}

/** Parts of one line with a dot between them; `null` and empty ones are left out. */
export function dotted(...items: readonly Line[]): FormattedString {
  const kept = items.filter((item) => item !== null && item.toString() !== '');
  return FormattedString.join(
    kept.map((item) => item ?? ''),
    ' · ',
  );
}
