import path from 'node:path';

/** The zone whose key is the longest beginning of `file`, or undefined outside all zones. */
const zoneOf = (zones, file) =>
  Object.keys(zones)
    .filter((zone) => file === zone || file.startsWith(`${zone}/`))
    .sort((a, b) => b.length - a.length)[0];

const matches = (pattern, name) =>
  pattern === '*' || (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern);

/** `@scope/name` or `name` of a module specifier; built-ins keep their `node:` prefix. */
const packageOf = (specifier) => {
  if (specifier.startsWith('node:')) return specifier;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
};

/** Under src/main the second folder is a feature; from outside only its index.ts, port.ts or types may be named. */
const featureOf = (file) => /^src\/main\/[^/]+(?=\/)/.exec(file)?.[0];

const checkPackage = ({ zone, specifier }) => {
  const allowed = zone.packages.some((one) => matches(one, packageOf(specifier)) || matches(one, specifier));
  return allowed ? undefined : `may not import the package ${packageOf(specifier)}`;
};

const checkFile = ({ zones, from, to, target }) => {
  const toZone = zoneOf(zones, target);
  if (toZone === undefined) return `may not import ${target}, which is in no zone`;
  if (toZone !== from && !to.may.some((one) => toZone === one || toZone.startsWith(`${one}/`))) {
    return `may not import ${toZone}`;
  }
  return undefined;
};

const checkEntry = ({ file, target }) => {
  const own = featureOf(file);
  const other = featureOf(target);
  if (other === undefined || other === own || target === `${other}/index.ts`) return undefined;
  return `must import the feature ${other} by its index.ts`;
};

/** @type {import('eslint').Rule.RuleModule} */
export const layers = {
  meta: { type: 'problem', schema: [{ type: 'object' }], messages: { layer: '{{from}} {{problem}}' } },
  create(context) {
    const zones = context.options[0];
    const root = context.settings.root ?? context.cwd;
    const file = path.relative(root, context.filename).split(path.sep).join('/');
    const from = zoneOf(zones, file);
    if (from === undefined) return {};
    const report = (node, specifier) => {
      const target = specifier.startsWith('.')
        ? path.posix.join(path.posix.dirname(file), specifier)
        : undefined;
      const problem =
        target === undefined
          ? checkPackage({ zone: zones[from], specifier })
          : (checkFile({ zones, from, to: zones[from], target }) ?? checkEntry({ file, target }));
      if (problem !== undefined) context.report({ node, messageId: 'layer', data: { from, problem } });
    };
    const visit = (node) => {
      if (node.source && typeof node.source.value === 'string') report(node.source, node.source.value);
    };
    return {
      ImportDeclaration: visit,
      ExportNamedDeclaration: visit,
      ExportAllDeclaration: visit,
      ImportExpression: visit,
    };
  },
};
