/**
 * An API key of Binance with the half that signs: the secret of an HMAC key, or the private half (PEM, PKCS #8) of an
 * Ed25519 key. Plain text; kept in closures from here on, never in an error, a log or an object's fields.
 */
export type BinanceCredentials = { readonly apiKey: string } & (
  | { readonly secretKey: string; readonly privateKey?: never }
  | { readonly privateKey: string; readonly secretKey?: never }
);
