// The few things that Node.js and browsers both have and the language itself
// does not. Neither Node's types nor the DOM's are in this room's project, so
// the compiler refuses anything else that only one of the two could run.

declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean });
  decode(bytes: Uint8Array): string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

declare class URL {
  constructor(url: string);
  readonly protocol: string;
  readonly pathname: string;
  readonly username: string;
}

declare const crypto: {
  readonly subtle: {
    digest(algorithm: 'SHA-256', data: Uint8Array): Promise<ArrayBuffer>;
  };
};

declare function btoa(binary: string): string;
