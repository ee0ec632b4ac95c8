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
    | 'side'
    | 'blocked';
  readonly detail: string;
}

export type DeskResult<T> = { readonly ok: true; readonly value: T } | DeskRefusal;

export function refuse(code: DeskRefusal['code'], detail: string): DeskRefusal {
  return { ok: false, code, detail };
}

export function accept<T>(value: T): DeskResult<T> {
  return { ok: true, value };
}
