/** A string that only its checking function makes, so that two kinds of id cannot be confused. */
export type Branded<T, Name extends string> = T & { readonly __brand: Name };
