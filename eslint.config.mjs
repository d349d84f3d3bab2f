import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const ORM = ['@mikro-orm/core', '@mikro-orm/postgresql', '@mikro-orm/migrations', '@mikro-orm/sql', 'pg'];
const wallClock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Ask a clock (platform/clocks) for the time.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Ask a clock (platform/clocks) for the time.',
  },
];
const sqlClock = [
  {
    selector: 'TemplateElement[value.raw=/\\bnow\\(\\)|current_timestamp/i]',
    message: 'Business SQL takes the instant from the business clock as a parameter.',
  },
  {
    selector: 'Literal[value=/\\bnow\\(\\)|current_timestamp/i]',
    message: 'Business SQL takes the instant from the business clock as a parameter.',
  },
];

export default tseslint.config(
  { ignores: ['dist/**', '.build/**', '.data/**', 'node_modules/**', 'coverage/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './src/admin/components/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 6],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      'no-restricted-imports': [
        'error',
        {
          paths: ORM.map((name) => ({
            name,
            message: 'Only entity, repository, queries files and platform/database import the ORM.',
          })),
        },
      ],
      'no-restricted-syntax': ['error', ...wallClock, ...sqlClock],
    },
  },
  {
    files: [
      'src/platform/**',
      'src/staff/sessions/**',
      'src/health/**',
      'src/sandbox/**',
      'src/admin/components/**',
      'src/start.ts',
      'test/**',
      'scripts/**',
      'migrations/**',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: [
      '**/*.entity.ts',
      '**/*.repository.ts',
      '**/*.queries.ts',
      'src/platform/database/**',
      'src/platform/queues/**',
      'src/platform/postgres/**',
      'migrations/**',
      'test/**',
      'scripts/**',
    ],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['**/*.spec.ts', 'test/**'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['views/assets/*.js'],
    languageOptions: { sourceType: 'script', globals: { document: 'readonly', window: 'readonly' } },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        Buffer: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        performance: 'readonly',
      },
    },
    rules: { 'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['views/assets/**/*.js'],
    languageOptions: { globals: { document: 'readonly', window: 'readonly' } },
  },
  prettier,
);
