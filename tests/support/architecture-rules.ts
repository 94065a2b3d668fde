import { posix } from 'node:path';
import ts from 'typescript';
import { nodesOf, placeOf } from './source-tree.js';
import type { SourceFile } from './source-tree.js';

/** The words of one rule's breach: where, what is wrong, what to do. */
export type Breach = string;

interface Room {
  readonly folder: string;
  /** The folders that it may import from, besides itself. */
  readonly imports: readonly string[];
  /** The packages that it may import; `any` is what package.json names, and Node's own. */
  readonly packages: readonly string[] | 'any';
}

const SHIPPED = ['src/core', 'src/i18n', 'src/runtime', 'src/ui'];
const BUILDERS: readonly Room[] = [
  { folder: 'src/package', imports: ['manifest'], packages: 'any' },
  {
    // The compiler may ask how the runtime writes a value, so that a report's key says the same.
    folder: 'src/compiler',
    imports: [...SHIPPED, 'manifest', 'src/package'],
    packages: 'any',
  },
  { folder: 'src/lms', imports: ['src/core', 'src/package'], packages: 'any' },
  {
    folder: 'scripts',
    imports: [...SHIPPED, 'src/compiler', 'src/package', 'src/lms', 'manifest'],
    packages: 'any',
  },
  {
    folder: 'tests',
    imports: [...SHIPPED, 'src/compiler', 'src/package', 'src/lms', 'src', 'manifest', 'scripts'],
    packages: 'any',
  },
];

/** Imports point one way; the first folder that a path starts with is its room. */
const ROOMS: readonly Room[] = [
  { folder: 'src/core', imports: [], packages: [] },
  { folder: 'src/i18n', imports: ['src/core'], packages: [] },
  { folder: 'src/runtime', imports: ['src/core'], packages: [] },
  { folder: 'src/ui', imports: ['src/core', 'src/i18n'], packages: ['lit'] },
  { folder: 'manifest', imports: ['src/core'], packages: [] },
  ...BUILDERS,
  { folder: 'src', imports: SHIPPED, packages: ['lit'] },
];

function roomOf(path: string): Room | undefined {
  return ROOMS.find(({ folder }) => path.startsWith(`${folder}/`));
}

interface Import {
  readonly specifier: string;
  readonly node: ts.Node;
}

function importsOf(file: SourceFile): readonly Import[] {
  return nodesOf(file).flatMap((node) => {
    const isImport = ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
    const isCall =
      ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const from = isImport ? node.moduleSpecifier : isCall ? node.arguments[0] : undefined;
    return from && ts.isStringLiteralLike(from) ? [{ specifier: from.text, node }] : [];
  });
}

/** Imports between folders go only where the table says, and end in `.js`. */
export function importBreaches(file: SourceFile): readonly Breach[] {
  const room = roomOf(file.path);
  if (!room) return [];
  return importsOf(file)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .flatMap(({ specifier, node }) => {
      const target = posix.join(posix.dirname(file.path), specifier);
      const other = roomOf(target);
      const place = placeOf(file, node);
      if (!/\.(js|json|css)$/.test(specifier)) {
        return [`${place}: the import "${specifier}" has no ending. Write "${specifier}.js".`];
      }
      if (other === room || (other && room.imports.includes(other.folder))) return [];
      const allowed = room.imports.join(', ') || 'nothing else';
      return [
        `${place}: ${room.folder} imports ${target}, and may import ${allowed}. Move what both need to where both may look.`,
      ];
    });
}

/** What ships depends on lit alone; `core`, `runtime`, `i18n` and `manifest` on no package at all. */
export function packageBreaches(
  file: SourceFile,
  declared: ReadonlySet<string>,
): readonly Breach[] {
  const room = roomOf(file.path);
  if (!room) return [];
  return importsOf(file)
    .filter(({ specifier }) => !specifier.startsWith('.'))
    .flatMap(({ specifier, node }) => {
      const name = packageName(specifier);
      const known = name.startsWith('node:') || declared.has(name);
      const may = room.packages === 'any' ? known : room.packages.includes(name);
      return may
        ? []
        : [
            `${placeOf(file, node)}: ${room.folder} may not import the package "${name}". Do without it, or do this in a folder that may.`,
          ];
    });
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const FILE_LINES = 250;
const TEST_LINES = 400;
const FUNCTION_LINES = 40;
const PARAMETERS = 4;

/** Files and functions stay small enough to be read at once. */
export function sizeBreaches(file: SourceFile): readonly Breach[] {
  const isTest = file.path.startsWith('tests/');
  // The words of one language are a table, as long as there are words.
  if (/^src\/i18n\/[a-z]{2,3}(-[A-Za-z]+)?\.ts$/.test(file.path)) return functionBreaches(file);
  const limit = isTest ? TEST_LINES : FILE_LINES;
  const lines = file.text.trimEnd().split('\n').length;
  const breaches =
    lines > limit
      ? [`${file.path}: has ${lines} lines of at most ${limit}. Give a part of it its own file.`]
      : [];
  // The body of a `describe` is no function that anybody calls.
  return isTest ? breaches : [...breaches, ...functionBreaches(file)];
}

function functionBreaches(file: SourceFile): readonly Breach[] {
  return nodesOf(file)
    .filter((node) => ts.isFunctionLike(node))
    .flatMap((node) => {
      const lines = isCatalogue(node) ? 0 : linesOf(node);
      const place = placeOf(file, node);
      const { length } = node.parameters;
      return [
        lines > FUNCTION_LINES &&
          `${place}: this function has ${lines} lines of at most ${FUNCTION_LINES}. Name a part of it.`,
        length > PARAMETERS &&
          `${place}: this function has ${length} parameters of at most ${PARAMETERS}. Join those that belong together into one object.`,
      ].filter((breach) => breach !== false);
    });
}

/** How many lines there are to read: one that only closes brackets or tags says nothing. */
function linesOf(node: ts.Node): number {
  const closing = /^(\s|[)\]}>,;`]|<\/[\w-]+>)*$/;
  return node
    .getText()
    .split('\n')
    .filter((line) => !closing.test(line)).length;
}

/** A table in the form of one `switch`, such as the messages for each kind of problem, is no procedure. */
function isCatalogue(node: ts.SignatureDeclaration): boolean {
  const body = 'body' in node ? node.body : undefined;
  if (!body || !ts.isBlock(body)) return false;
  const [only, ...others] = body.statements;
  return only !== undefined && ts.isSwitchStatement(only) && others.length === 0;
}

/** Things are found by their names, so nothing is exported without one. */
export function exportBreaches(file: SourceFile): readonly Breach[] {
  return nodesOf(file)
    .filter(
      (node) =>
        ts.isExportAssignment(node) ||
        (ts.canHaveModifiers(node) &&
          ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
    )
    .map((node) => `${placeOf(file, node)}: this is a default export. Export it by its name.`);
}

/** Exports of `core` and `runtime` say what they mean and what happens at the edges. */
export function commentBreaches(file: SourceFile): readonly Breach[] {
  if (!/^src\/(core|runtime)\//.test(file.path)) return [];
  return file.tree.statements
    .filter((node) => ts.canHaveModifiers(node))
    .filter((node) =>
      ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
    )
    .filter((node) => !ts.getJSDocCommentsAndTags(node).some(ts.isJSDoc))
    .map(
      (node) =>
        `${placeOf(file, node)}: this export has no doc comment. Say what it means and what happens at the edges.`,
    );
}

/** A learner's work must not hang on events that phones never send, nor on code made of text. */
export function browserBreaches(file: SourceFile): readonly Breach[] {
  if (!file.path.startsWith('src/')) return [];
  return nodesOf(file).flatMap((node) => {
    if (ts.isStringLiteralLike(node) && /^(before)?unload$/.test(node.text)) {
      return [`${placeOf(file, node)}: "${node.text}" is not to be relied on. Use "pagehide".`];
    }
    if (ts.isIdentifier(node) && /^(onunload|onbeforeunload|eval|Function)$/.test(node.text)) {
      return [`${placeOf(file, node)}: "${node.text}" is not to be used in the page. Do without.`];
    }
    return [];
  });
}

/** The class `ByteSaveLine`, the element `byte-save-line` and the file `byte-save-line.ts` are one. */
export function elementBreaches(file: SourceFile): readonly Breach[] {
  return [...classBreaches(file), ...tagBreaches(file)];
}

function classBreaches(file: SourceFile): readonly Breach[] {
  const name = posix.basename(file.path, '.ts');
  return nodesOf(file).flatMap((node) => {
    if (!ts.isClassDeclaration(node) || !/^Byte[A-Z]/.test(node.name?.text ?? '')) return [];
    const tag = kebab(node.name?.text ?? '');
    return tag === name
      ? []
      : [`${placeOf(file, node)}: ${node.name?.text ?? ''} belongs in a file ${tag}.ts. Move it.`];
  });
}

function tagBreaches(file: SourceFile): readonly Breach[] {
  return nodesOf(file).flatMap((node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'customElements.define') {
      return [];
    }
    const [tag, element] = node.arguments.map((argument) => argument.getText());
    const wanted = kebab(element ?? '');
    return tag === `'${wanted}'`
      ? []
      : [
          `${placeOf(file, node)}: ${element ?? ''} is defined as ${tag ?? ''}. Name it '${wanted}'.`,
        ];
  });
}

function kebab(name: string): string {
  return name.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** Tests all run, and none stands in for our own modules. */
export function testBreaches(file: SourceFile): readonly Breach[] {
  if (!file.path.startsWith('tests/')) return [];
  return nodesOf(file)
    .filter((node) => ts.isPropertyAccessExpression(node))
    .filter((node) =>
      /^(test|it|describe)(\.\w+)?\.(skip|skipIf|runIf|only|todo|fails)$|^vi\.(do)?mock$/i.test(
        node.getText(),
      ),
    )
    .map(
      (node) =>
        `${placeOf(file, node)}: "${node.getText()}" hides something. Let every test run, on our own modules as they are.`,
    );
}
