/** The browser's channel between tabs, for windows that share one of these. */
export function fakeTabs(): {
  readonly BroadcastChannel: unknown;
  /** Every tab that is open now is gone without a word. */
  readonly crash: () => void;
} {
  const channels = new Set<FakeChannel>();
  class FakeChannel {
    onmessage: ((event: { readonly data: unknown }) => void) | null = null;
    readonly name: string;

    constructor(name: string) {
      this.name = name;
      channels.add(this);
    }

    postMessage(data: unknown): void {
      for (const other of channels) {
        if (other === this || other.name !== this.name) continue;
        void Promise.resolve().then(() => other.onmessage?.({ data }));
      }
    }
  }
  return { BroadcastChannel: FakeChannel, crash: () => channels.clear() };
}
