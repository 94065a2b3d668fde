import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rawEntries, rawZip } from '../support/raw-zip.js';
import { findingsOf, rewritten, samplePackage } from '../support/sample-package.js';

const good = await samplePackage('scorm2004-4th');
const zip = rawZip(rawEntries(good));
const manifest = good.get('imsmanifest.xml') ?? Buffer.alloc(0);

/** Places of damage and what stands there instead. */
const damage = (length: number): fc.Arbitrary<readonly (readonly [number, number])[]> =>
  fc.array(fc.tuple(fc.nat(length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });

function damaged(data: Buffer, places: readonly (readonly [number, number])[]): Buffer {
  const copy = Buffer.from(data);
  for (const [place, byte] of places) copy[place] = byte;
  return copy;
}

test('a damaged zip gets an answer, wherever the damage is', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(damage(zip.length), async (places) => {
      expect(Array.isArray(await findingsOf(damaged(zip, places)))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a zip with a damaged list of contents gets an answer', { timeout: 60_000 }, async () => {
  const start = zip.readUInt32LE(zip.length - 6);
  await fc.assert(
    fc.asyncProperty(damage(zip.length - start), async (places) => {
      const there = places.map(([place, byte]) => [start + place, byte] as const);
      expect(Array.isArray(await findingsOf(damaged(zip, there)))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a zip that breaks off gets an answer that names an error', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(zip.length - 1), async (length) => {
      const findings = await findingsOf(zip.subarray(0, length));
      expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a damaged manifest gets an answer', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(damage(manifest.length), async (places) => {
      const files = new Map([...good, ['imsmanifest.xml', damaged(manifest, places)] as const]);
      const findings = await findingsOf(rawZip(rawEntries(files)));
      expect(Array.isArray(findings)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test(
  'a manifest in which any attribute or element is lost gets an answer',
  { timeout: 60_000 },
  async () => {
    const text = manifest.toString();
    const parts = [
      ...text.matchAll(/ [\w:]+="[^"]*"|<[\w:]+[^<>]*\/>|<([\w:]+)[^<>]*>[^<>]*<\/\1>/g),
    ];
    for (const { 0: part, index } of parts) {
      const cut = text.slice(0, index) + text.slice(index + part.length);
      const files = rewritten(good, () => cut);
      const findings = await findingsOf(rawZip(rawEntries(files)));
      expect(Array.isArray(findings)).toBe(true);
    }
  },
);
