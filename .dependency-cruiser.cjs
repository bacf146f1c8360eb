/** Imports run one way: main → app → channels | web | jobs | cli → conversation → domain → lib. */
const room = (path) => ({ path });
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-main-and-cli-know-app',
      severity: 'error',
      from: { pathNot: '^src/(main\\.ts|app\\.ts|app/|cli/)' },
      to: room('^src/app(\\.ts$|/)'),
    },
    { name: 'nobody-imports-main', severity: 'error', from: {}, to: room('^src/main\\.ts$') },
    {
      name: 'doors-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/(channels|web|jobs)/' },
      to: { path: '^src/(channels|web|jobs|cli)/', pathNot: '^src/$1/' },
    },
    {
      name: 'infra-only-from-app-and-cli',
      severity: 'error',
      from: { pathNot: '^src/(main\\.ts|app\\.ts|app/|dialogue\\.ts|cli/|infra/)' },
      to: room('^src/infra/'),
    },
    {
      name: 'infra-implements-domain-ports-only',
      severity: 'error',
      from: room('^src/infra/'),
      to: room('^src/(channels|web|jobs|cli|conversation)/'),
    },
    {
      name: 'conversation-knows-domain-and-lib',
      severity: 'error',
      from: room('^src/conversation/'),
      to: { path: '^src/', pathNot: '^src/(conversation|domain|lib)/' },
    },
    {
      name: 'domain-knows-domain-and-lib',
      severity: 'error',
      from: room('^src/domain/'),
      to: { path: '^src/', pathNot: '^src/(domain|lib|generated)/' },
    },
    {
      name: 'lib-knows-lib',
      severity: 'error',
      from: room('^src/lib/'),
      to: { path: '^src/', pathNot: '^src/lib/' },
    },
    {
      name: 'only-stores-touch-the-client',
      severity: 'error',
      from: { path: '^src/', pathNot: '(-store\\.ts$|^src/infra/database/|^src/generated/)' },
      to: room('^src/generated/'),
    },
    {
      name: 'a-feature-is-entered-by-its-index',
      severity: 'error',
      from: { path: '^src/domain/([^/]+)/' },
      to: { path: '^src/domain/([^/]+)/', pathNot: ['^src/domain/$1/', '/index\\.ts$'] },
    },
    {
      name: 'not-to-dev-dependency',
      severity: 'error',
      from: room('^src/'),
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '^src/main\\.ts$'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
    exclude: { path: '^src/(generated|web/public/assets)' },
  },
};
