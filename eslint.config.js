import vitest from '@vitest/eslint-plugin';
import jsdoc from 'eslint-plugin-jsdoc';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const IMPORT_ENDING = {
  selector:
    ':matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration)[source.value=/^\\.(?!.*\\.(js|json|css)$)/]',
  message: 'End the import in .js, as the browser and Node.js need it.',
};
const DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export it by name.',
};
// https://developer.chrome.com/docs/web-platform/deprecating-unload
const UNLOAD = {
  selector: ':matches(Literal[value=/^(before)?unload$/], Identifier[name=/^on(before)?unload$/])',
  message: 'Phones do not send this event. Use pagehide and visibilitychange.',
};

export default tseslint.config(
  { ignores: ['.cache/', 'coverage/', 'data/', 'dist/', 'node_modules/', 'screenshots/'] },
  {
    files: ['**/*.ts'],
    extends: [
      ...tseslint.configs.strictTypeChecked,
      lit.configs['flat/recommended'],
      litA11y.configs.recommended,
    ],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', IMPORT_ENDING, DEFAULT_EXPORT],
      'no-warning-comments': 'error',
      'prefer-const': 'error',
      // A file is as long as its subject. These ask for a second look.
      complexity: ['warn', 15],
      'max-lines': ['warn', 400],
      'max-params': ['warn', 4],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Spreading a string is meant to give its code points.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { wc },
    rules: {
      'no-restricted-syntax': ['error', IMPORT_ENDING, DEFAULT_EXPORT, UNLOAD],
      'wc/tag-name-matches-class': 'error',
    },
  },
  {
    files: ['src/**/byte-*.ts'],
    rules: { 'wc/file-name-matches-element': ['error', { transform: 'kebab' }] },
  },
  {
    // Grading, completion and the record are decided here: each export says what it means.
    files: ['src/{core,runtime}/**/*.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          contexts: [
            'TSInterfaceDeclaration',
            'TSTypeAliasDeclaration',
            'VariableDeclaration',
            'ClassDeclaration',
          ],
        },
      ],
    },
  },
  {
    // Command-line programs write to the terminal.
    files: ['scripts/**/*.ts', 'src/lms/**/*.ts', 'tests/support/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    plugins: { vitest },
    rules: {
      // Vitest types `expect.stringMatching()` and its like as `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      'max-params': 'off',
      'vitest/no-disabled-tests': 'error',
      'vitest/no-focused-tests': 'error',
      'vitest/no-identical-title': 'error',
      'vitest/valid-expect': ['error', { maxArgs: 2 }],
      'no-restricted-syntax': [
        'error',
        IMPORT_ENDING,
        DEFAULT_EXPORT,
        {
          selector: 'CallExpression[callee.object.name="vi"][callee.property.name=/^(do)?mock$/]',
          message: 'Test our own modules as they are.',
        },
        {
          selector: 'MemberExpression[property.name=/^(skipIf|runIf|todo|fails)$/]',
          message: 'Every test runs everywhere.',
        },
      ],
    },
  },
  {
    files: ['**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
