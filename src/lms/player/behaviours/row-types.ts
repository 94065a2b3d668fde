/** Remembers the types of interactions, because what an answer may look like depends on them. */
export class RowTypes {
  readonly #types = new Map<string, string>();

  /** The type of the interaction that an element belongs to; empty where none is known. */
  of(element: string): string {
    return this.#types.get(rowOf(element)) ?? '';
  }

  note(element: string, value: string): void {
    if (/^cmi\.interactions\.\d+\.type$/.test(element)) this.#types.set(rowOf(element), value);
  }
}

function rowOf(element: string): string {
  return /^cmi\.interactions\.\d+/.exec(element)?.[0] ?? '';
}
