/** The parameters of a request, all as text; `undefined` is left out. */
export type Params = Readonly<Record<string, string | undefined>>;
