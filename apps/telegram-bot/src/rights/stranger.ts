/** Somebody who has no right here. */
export interface Stranger {
  readonly userId: string;
  /** As they call themselves: `@name`, or first and last name. */
  readonly name: string;
  readonly chatId: string;
  readonly did: 'message' | 'tap';
}
