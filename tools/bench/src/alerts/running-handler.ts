/** Something that makes orders of alerts, in a process of its own. */
export interface RunningHandler {
  /** Where alerts are posted to. */
  readonly alertUrl: string;
  /** Of its program. */
  readonly pid: number;
  /** Durable commits so far; `null` where it does not count them. */
  commits(): Promise<number | null>;
  close(): Promise<void>;
}
