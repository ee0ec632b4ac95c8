/** A call's parameters as text, as they came: query and body of REST, `params` of the WS-API. */
export type Params = ReadonlyMap<string, string>;
