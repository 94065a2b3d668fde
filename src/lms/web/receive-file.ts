import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { randomUUID } from 'node:crypto';
import Busboy from '@fastify/busboy';

/** The largest file that a form may send, in bytes. */
export const MOST_UPLOAD = 300_000_000;

export interface ReceivedFile {
  readonly path: string;
  /** As the browser named it, without folders; never used as a path. */
  readonly name: string;
}

export type Received =
  | { readonly ok: true; readonly value: ReceivedFile }
  | { readonly ok: false; readonly problems: readonly string[]; readonly status: 400 | 413 };

/** Streams the one file of a form to `folder`. The caller removes it after use. */
export async function receiveFile(request: Request, folder: string): Promise<Received> {
  const type = request.headers.get('content-type') ?? '';
  if (!request.body || !/^multipart\/form-data/i.test(type)) {
    return NO_FILE;
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  try {
    const name = await saveFile(request.body, type, path);
    if (name !== null) return { ok: true, value: { path, name } };
    await rm(path, { force: true });
    return NO_FILE;
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof TooLarge) return { ok: false, problems: [TOO_LARGE], status: 413 };
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [`The file did not arrive: ${reason}`], status: 400 };
  }
}

const NO_FILE = { ok: false, problems: ['Choose a file first.'], status: 400 } as const;
const TOO_LARGE = `The file has more than ${MOST_UPLOAD / 1_000_000} MB, which is the most.`;

class TooLarge extends Error {}

async function saveFile(
  body: ReadableStream<Uint8Array>,
  type: string,
  path: string,
): Promise<string | null> {
  const form = Busboy({
    headers: { 'content-type': type },
    limits: { files: 1, fields: 5, fileSize: MOST_UPLOAD },
  });
  let saved = Promise.resolve<string | null>(null);
  form.on('file', (_field, file, name) => {
    saved = pipeline(file, createWriteStream(path, { mode: 0o600 })).then(() => {
      if (file.truncated) throw new TooLarge();
      return name;
    });
    // The failure is taken up below, once the form has been read to its end.
    saved.catch(() => undefined);
  });
  // Node's web streams and the DOM's differ in name only.
  await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), form);
  const name = await saved;
  return name ? name.split(/[\\/]/).at(-1)?.slice(0, 200) || 'file' : null;
}
