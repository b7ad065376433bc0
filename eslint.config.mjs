import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Right only: what each layer may not import. `lib/architecture.test.ts` checks the same on resolved paths. */
const layers = ['http', 'auth', 'features', 'runtime', 'gateways', 'storage', 'platform', 'contract'];
const sides = ['compose', 'demo'];

const forbid = (group, message) => ({ group, message });
const inLib = (names) => names.flatMap((name) => [`@/lib/${name}`, `@/lib/${name}/**`, `../${name}/**`]);

const zones = layers.map((layer, index) => {
  const left = layers.slice(0, index);
  const outer = index > layers.indexOf('features') ? [...left, ...sides] : left;
  const patterns = [
    forbid(
      ['@/app/**', '@/components/**', '@/lib/client/**'],
      `lib/${layer} knows nothing of pages and components.`,
    ),
    ...(outer.length === 0
      ? []
      : [
          forbid(
            inLib(outer),
            `lib/${layer} imports only what is right of it: ${layers.slice(index + 1).join(', ')}.`,
          ),
        ]),
    ...(layer === 'storage'
      ? []
      : [
          forbid(
            ['@prisma/*', 'pg', 'pg/*', '@/lib/storage/generated/**'],
            'Only lib/storage talks to the database.',
          ),
        ]),
    ...(layer === 'runtime'
      ? [forbid(['next', 'next/*', 'react', 'react-dom', 'react/*'], 'The runtime is free of frameworks.')]
      : []),
  ];
  return {
    files: [`lib/${layer}/**/*.{ts,tsx}`],
    rules: { 'no-restricted-imports': ['error', { patterns: [...everywhere(), ...patterns] }] },
  };
});

function everywhere() {
  return [forbid(['../../*'], 'Use @/… across folders; at most one ../ inside one.')];
}

const browserZone = {
  files: ['components/**/*.{ts,tsx}', 'lib/client/**/*.{ts,tsx}'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...everywhere(),
          forbid(
            [...inLib([...layers.filter((layer) => layer !== 'contract'), ...sides]), '@/app/**'],
            'The browser sees components, lib/client and lib/contract.',
          ),
          forbid(['@prisma/*', 'pg'], 'Only lib/storage talks to the database.'),
        ],
      },
    ],
  },
};

const syntax = [
  {
    selector: "CallExpression[callee.name='eval'], NewExpression[callee.name='Function']",
    message: 'Nothing is compiled from text.',
  },
  { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
];
const noDefault = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only, except where a framework asks for a default.',
};

// These only matter to React's compiler, which is not used here.
const withoutCompiler = { 'react-hooks/incompatible-library': 'off', 'react-hooks/immutability': 'off' };

// Where Next or a tool demands a default export.
const frameworkFiles = [
  ...[
    'app/**/{page,layout,template,loading,error,not-found,default,global-error,icon,apple-icon,opengraph-image,robots,sitemap,manifest}.{ts,tsx}',
  ],
  ...['*.config.{ts,mjs}', '**/*.d.ts', 'e2e/**/*.config.ts', 'e2e/global-*.ts'],
];

export default tseslint.config(
  {
    ignores: [
      'node_modules/**',
      '.next/**',
      '.data/**',
      'lib/storage/generated/**',
      'public/**',
      'e2e/artifacts/**',
      'next-env.d.ts',
      'test-results/**',
      'bench/results/**',
      'playwright-report/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strict,
  {
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        {
          'ts-expect-error': 'allow-with-description',
          'ts-ignore': true,
          'ts-nocheck': true,
          minimumDescriptionLength: 10,
        },
      ],
      // An assertion is allowed with its reason in a comment; lib/architecture.test.ts looks for the comment.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `undefined` as a type argument says "no answer" in promises of commands.
      '@typescript-eslint/no-invalid-void-type': 'off',
      'import-x/no-duplicates': 'error',
      'import-x/first': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/no-dynamic-delete': 'off',
      eqeqeq: ['error', 'always'],
      'prefer-const': 'error',
      'no-restricted-imports': ['error', { patterns: everywhere() }],
      'no-restricted-syntax': ['error', ...syntax, noDefault],
    },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'lib/**/*.{ts,tsx}'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['**/*.tsx', 'components/**/*.ts', 'lib/client/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: { ...reactHooks.configs.recommended.rules, ...withoutCompiler },
  },
  // Server components run once for each request: reading the clock there is what they are for.
  { files: ['app/**/*.tsx'], rules: { 'react-hooks/purity': 'off' } },
  ...zones,
  browserZone,
  { files: frameworkFiles, rules: { 'no-restricted-syntax': ['error', ...syntax] } },
);
