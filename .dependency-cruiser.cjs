// Imports point one way. docs/architecture.md draws the same arrows.

/** The rooms that each room may import from, besides itself. */
const ROOMS = {
  'src/core': [],
  'src/i18n': ['src/core'],
  'src/runtime': ['src/core'],
  'src/ui': ['src/core', 'src/i18n'],
  manifest: ['src/core'],
  'src/package': ['manifest'],
  // The compiler asks the runtime how it writes a value, so that a report's key says the same.
  'src/compiler': ['src/core', 'src/i18n', 'src/runtime', 'src/ui', 'manifest', 'src/package'],
  'src/lms': ['src/core', 'src/package'],
};

/** The packages that a room may import. The other rooms may import whatever package.json names. */
const PACKAGES = {
  'src/core': null,
  'src/i18n': null,
  'src/runtime': null,
  manifest: null,
  'src/ui': '^node_modules/(lit|lit-html|lit-element|@lit/reactive-element)/',
};

const roomRules = Object.entries(ROOMS).map(([room, others]) => ({
  name: `imports of ${room}`,
  comment: `${room} may import from ${others.join(', ') || 'no other room'}. Move what both need to a room that both may import.`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: {
    path: '^(src|scripts|manifest|tests)/',
    pathNot: [room, ...others].map((name) => `^${name}/`),
  },
}));

const packageRules = Object.entries(PACKAGES).map(([room, allowed]) => ({
  name: `packages of ${room}`,
  comment: 'What ships to the learner is lit and our own code.',
  severity: 'error',
  from: { path: `^${room}/` },
  to: {
    dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'core'],
    ...(allowed && { pathNot: allowed }),
  },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    ...packageRules,
    {
      name: 'no circles',
      comment: 'Merge the modules, or move what both need to a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no undeclared packages',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'no broken imports', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'tests are not imported',
      severity: 'error',
      from: { pathNot: '^(tests/|vitest)' },
      to: { path: '^tests/' },
    },
    {
      name: 'no unused modules',
      comment: 'Delete it, or import it.',
      severity: 'error',
      from: { orphan: true, path: '^(src|manifest)/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
