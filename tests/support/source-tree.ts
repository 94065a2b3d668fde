import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One file of this repository, by its path from the root. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** A TypeScript file, parsed. */
export interface SourceFile extends TextFile {
  readonly tree: ts.SourceFile;
}

const FOLDERS = ['.ci', '.github', 'content', 'docs', 'manifest', 'scripts', 'src', 'tests'];
const TEXT = /\.(css|html|js|json|md|mjs|mts|svg|ts|tsv|txt|yaml|yml)$|^LICENSE|^\.ci\/run$/;

/** Every text file that belongs to the repository, without what a build or an install makes. */
export function textFiles(): readonly TextFile[] {
  const inRoot = readdirSync('.', { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  const below = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/')),
  );
  return [...inRoot, ...below]
    .filter((path) => TEXT.test(path) && path !== 'package-lock.json')
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** Parses `text` as the TypeScript file `path`. */
export function parse({ path, text }: TextFile): SourceFile {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
}

/** Every node of `file`, depth first. */
export function nodesOf({ tree }: SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return nodes;
}

/** `path:line` of `node`. */
export function placeOf({ path, tree }: SourceFile, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
