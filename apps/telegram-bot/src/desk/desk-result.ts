import type { Phrase } from '../language/speech.ts';

/** Why the desk does not do it: one or two plain sentences for the person who asked. */
export interface DeskRefusal {
  readonly ok: false;
  readonly code:
    | 'usage'
    | 'role'
    | 'account'
    | 'symbol'
    | 'size'
    | 'terms'
    | 'not-ready'
    | 'no-price'
    | 'no-position'
    | 'no-order'
    | 'gone'
    | 'side'
    | 'blocked';
  readonly detail: Phrase;
}

export type DeskResult<T> = { readonly ok: true; readonly value: T } | DeskRefusal;

export function refuse(code: DeskRefusal['code'], detail: string | Phrase): DeskRefusal {
  return { ok: false, code, detail: typeof detail === 'string' ? () => detail : detail };
}

export function accept<T>(value: T): DeskResult<T> {
  return { ok: true, value };
}
