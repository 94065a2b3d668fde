import { open } from 'node:fs/promises';
import type { Result } from '../../core/result.js';
import type { ByteSource } from '../../package/zip.js';

/** A file that is read piece by piece, however large it is. */
export interface OpenFile extends ByteSource {
  close(): Promise<void>;
}

/** Opens a file; the problem is a sentence without a period. */
export async function openFile(path: string): Promise<Result<OpenFile, string>> {
  try {
    const handle = await open(path);
    const stats = await handle.stat();
    if (!stats.isFile()) {
      await handle.close();
      const what = stats.isDirectory() ? 'this is a folder' : 'this is not a file';
      return { ok: false, problems: [what] };
    }
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, offset);
      return bytes.subarray(0, bytesRead);
    };
    return { ok: true, value: { size: stats.size, read, close: () => handle.close() } };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'there is no such file' : `it cannot be read: ${message}`;
    return { ok: false, problems: [what] };
  }
}
