/** What Binance answers to a call that it does not carry out: `{"code": …, "msg": …}` with an HTTP status. */
export class VenueRefusal extends Error {
  readonly code: number;
  readonly status: number;

  constructor(code: number, message: string, status = 400) {
    super(message);
    this.name = 'VenueRefusal';
    this.code = code;
    this.status = status;
  }
}
