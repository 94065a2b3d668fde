import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { describeFinding } from '../../package/findings.js';
import type { PackageManifest } from '../../package/manifest.js';
import type { ControlFilesByEdition } from '../../package/schemas.js';
import { verifyPackage } from '../../package/verify.js';
import { serveJobs, startData } from '../long-work.js';
import { openFile } from './open-file.js';

/** A zip to unpack and check. */
export interface UnpackJob {
  readonly zip: string;
  /** What it is called, for people. */
  readonly name: string;
  /** A new folder for its files. */
  readonly into: string;
}

export interface Unpacked {
  /** The SHA-256 of the zip. */
  readonly key: string;
  /** What the check says, one line each. */
  readonly findings: readonly string[];
  /** Why the package is refused; empty when it is taken. */
  readonly refusals: readonly string[];
  /** `null` when the package is refused. */
  readonly manifest: PackageManifest | null;
  readonly files: number;
  readonly bytes: number;
}

/** Findings beyond these tell nothing new. */
const MOST_FINDINGS = 300;
const MOST_REFUSALS = 3;

async function unpack({ zip, name, into }: UnpackJob): Promise<Unpacked> {
  const controlFiles = startData() as ControlFilesByEdition;
  const hash = createHash('sha256');
  await pipeline(createReadStream(zip), hash);
  const source = await openFile(zip);
  if (!source.ok) throw new Error(source.problems.join(' '));
  const saved = { files: 0, bytes: 0 };
  try {
    const report = await verifyPackage(source.value, {
      name,
      controlFiles: (edition) => Promise.resolve(controlFiles[edition]),
      save: async (file) => {
        const target = join(into, file);
        await mkdir(dirname(target), { recursive: true, mode: 0o700 });
        // 'wx' refuses a name that differs in case only, where the disk takes both for one.
        const handle = await open(target, 'wx', 0o600);
        saved.files += 1;
        return {
          write: async (bytes) => {
            saved.bytes += bytes.length;
            await handle.write(bytes);
          },
          close: () => handle.close(),
        };
      },
    });
    const { refusals } = report;
    return {
      key: hash.digest('hex'),
      findings: report.findings.slice(0, MOST_FINDINGS).map(describeFinding),
      refusals: [
        ...refusals
          .slice(0, MOST_REFUSALS)
          .map((one) => describeFinding(one).slice('error '.length)),
        ...(refusals.length > MOST_REFUSALS
          ? [`There are ${refusals.length - MOST_REFUSALS} more errors.`]
          : []),
      ],
      manifest: refusals.length > 0 ? null : report.manifest,
      ...saved,
    };
  } finally {
    await source.value.close();
  }
}

serveJobs(unpack);
