import type { z } from 'zod';
import type { Credit, Fact, Id, Section } from '../core/byte.js';
import type { head } from './content-model.js';
import type { ContentFault } from './problems.js';
import type { Path, YamlFile } from './yaml.js';

/** One entry of a list of the content; `value` is `null` where the entry itself has problems. */
export interface Entry<Value> {
  readonly path: Path;
  readonly id: Id | null;
  readonly value: Value | null;
}

/** The parts of a content file that could be read. */
export interface ParsedContent {
  readonly file: YamlFile;
  readonly folder: string;
  readonly head: z.output<typeof head> | null;
  readonly sections: readonly Entry<Section>[];
  readonly facts: readonly Entry<Fact>[];
  readonly credits: readonly Entry<Credit>[];
  /** Whether every section could be read, so that a missing one is really missing. */
  readonly complete: boolean;
}

/** Reports a fault of the value at `path`. */
export type Report = (path: Path, fault: ContentFault) => void;

/** A part of the lesson that could be read, and its place. */
export interface Placed<Value> {
  readonly path: Path;
  readonly value: Value;
}
