import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as a zip may hold it, however wrong. */
export interface RawEntry {
  readonly name: string | Buffer;
  readonly data?: Buffer;
  /** Instead of what is true of `data`. */
  readonly claims?: {
    readonly size?: number;
    readonly packedSize?: number;
    readonly crc?: number;
    readonly method?: number;
    readonly flags?: number;
    readonly mode?: number;
  };
}

/** Writes a zip byte by byte, because a zip library would repair or refuse what a test wants to be wrong. */
export function rawZip(entries: Iterable<RawEntry>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central, packed } = headers(entry, offset);
    parts.push(local, packed);
    directory.push(central);
    offset += local.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length & 0xffff, 8);
  end.writeUInt16LE(directory.length & 0xffff, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}

/** The entries of a package whose files are right. */
export function rawEntries(files: ReadonlyMap<string, Buffer>): readonly RawEntry[] {
  return [...files].map(([name, data]) => ({ name, data }));
}

function headers(
  { name, data = Buffer.alloc(0), claims = {} }: RawEntry,
  offset: number,
): { readonly local: Buffer; readonly central: Buffer; readonly packed: Buffer } {
  const rawName = typeof name === 'string' ? Buffer.from(name) : name;
  const method = claims.method ?? (data.length > 0 ? 8 : 0);
  const packed = data.length > 0 ? deflateRawSync(data) : data;
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(claims.flags ?? 0x800, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(0x50210000, 6);
  common.writeUInt32LE(claims.crc ?? crc32(data), 10);
  common.writeUInt32LE(claims.packedSize ?? packed.length, 14);
  common.writeUInt32LE(claims.size ?? data.length, 18);
  common.writeUInt16LE(rawName.length, 22);
  const local = Buffer.concat([signature(0x04034b50), common, rawName]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(((claims.mode ?? 0o100644) << 16) >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  const made = Buffer.from([20, 3]);
  return {
    local,
    packed,
    central: Buffer.concat([signature(0x02014b50), made, common, rest, rawName]),
  };
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
