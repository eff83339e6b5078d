// Branded types: a value of a primitive type that only its own parser or maker may produce.

declare const brand: unique symbol;

/** A `T` that carries a compile-time name, so that a ticket id is never taken for a dossier id. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
