/** A wrong request to the control door or a wrong call of a test helper. */
export class ControlError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ControlError';
  }
}
