/** A control request that names a field wrongly; answered with 400. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
}
