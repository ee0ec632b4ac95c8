import type { OpenSignal } from './book.ts';
import { editIndex } from './edit-index.ts';

/** Signals by id, with those of a stream at hand: with many alerts a second, those of a minute are thousands. */
export class SignalTable extends Map<string, OpenSignal> {
  readonly #streams = new Map<string, Set<string>>();

  override set(id: string, open: OpenSignal): this {
    const { stream } = open.stored.signal;
    const before = this.get(id)?.stored.signal.stream;
    if (before !== undefined && before !== stream) editIndex(this.#streams, before, id, false);
    editIndex(this.#streams, stream, id, true);
    return super.set(id, open);
  }

  override delete(id: string): boolean {
    const before = this.get(id)?.stored.signal.stream;
    if (before !== undefined) editIndex(this.#streams, before, id, false);
    return super.delete(id);
  }

  /** In the order of their coming. */
  ofStream(stream: string): readonly OpenSignal[] {
    return [...(this.#streams.get(stream) ?? [])].flatMap((id) => this.get(id) ?? []);
  }
}
