/** Files by name; folders are part of the name, with forward slashes. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** The text of `bytes` without a byte order mark; `null` when they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The SHA-256 of `data`; text counts as UTF-8. */
export async function sha256(data: Uint8Array | string): Promise<Digest> {
  const bytes = typeof data === 'string' ? encodeUtf8(data) : data;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return {
    hex: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    base64: btoa(String.fromCharCode(...digest)),
  };
}

interface Digest {
  readonly hex: string;
  readonly base64: string;
}
