// Turns the table of table.ts into dependency-cruiser rules, and reads the tree with them.
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult, IRegularForbiddenRuleType } from 'dependency-cruiser';
import { driverPackages } from './station-zones.ts';
import { zones } from './table.ts';
import type { Zone } from './zone.ts';
import { teachUsing } from './teach-swc.ts';

type Rule = IRegularForbiddenRuleType;

/** The top-level folders whose files the rules speak of. */
export const sourceFolders = ['shared', 'electron', 'renderer', 'city', 'build', 'tests', 'resources'] as const;

const ours = `^(${sourceFolders.join('|')})/`;
const testFile = '\\.test\\.tsx?$';
const packageFolder = '(^|/)node_modules/';

function packagePattern(names: readonly string[]): string {
  return `${packageFolder}(${names.flatMap((name) => [name, `@types/${name}`]).join('|')})/`;
}

function rulesOf(zone: Zone): Rule[] {
  const from = { path: zone.files, pathNot: [testFile, ...(zone.except === undefined ? [] : [zone.except])] };
  const rule = (kind: string, to: Rule['to']): Rule => ({
    name: `${zone.name}-${kind}`,
    comment: zone.why,
    severity: 'error',
    from,
    to,
  });
  const own = zone.knowsOnlyItsOwnFolder === true ? [] : [zone.files];
  const rules = [rule('modules', { path: ours, pathNot: [...own, ...zone.mayImport] })];
  if (zone.packages !== 'any') {
    const allowed = zone.packages.length === 0 ? {} : { pathNot: packagePattern(zone.packages) };
    rules.push(rule('packages', { path: packageFolder, ...allowed }));
  }
  if (!zone.node) rules.push(rule('node', { dependencyTypes: ['core'] }));
  return rules;
}

function driverRules(): Rule[] {
  const named = Object.keys(driverPackages);
  const rule = (name: string, from: Rule['from'], to: Rule['to']): Rule => ({
    name,
    comment: 'A driver uses the vendor package of its own device and of no other.',
    severity: 'error',
    from,
    to,
  });
  return [
    ...Object.entries(driverPackages).map(([driver, packages]) =>
      rule(
        `driver-${driver}-vendor`,
        { path: `^electron/station/devices/${driver}/`, pathNot: [testFile] },
        { path: packageFolder, ...(packages.length === 0 ? {} : { pathNot: packagePattern(packages) }) },
      ),
    ),
    rule(
      'driver-unnamed-vendor',
      {
        path: '^electron/station/devices/[^/]+/',
        pathNot: [testFile, `^electron/station/devices/(${named.join('|')})/`],
      },
      { path: packageFolder },
    ),
  ];
}

const generalRules: readonly Rule[] = [
  {
    name: 'no-circular',
    comment: 'Two modules that need each other to run are one module, or want a third; types alone and late loading may meet.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
  },
  {
    name: 'not-resolvable',
    comment: 'An import that leads nowhere is read as nothing by every other rule.',
    severity: 'error',
    // The peers of the bench have packages of their own, which are there only where somebody measures against them.
    from: { pathNot: '^tests/bench/peers/' },
    to: { couldNotResolve: true },
  },
  {
    name: 'tests-are-imported-by-nobody',
    comment: 'A test is an end, not a library: what two tests share lives in tests/.',
    severity: 'error',
    from: { path: ours },
    to: { path: testFile },
  },
];

/** Every rule, by name and in the order of the table. */
export const rules: readonly Rule[] = [
  ...zones.filter((zone) => zone.name !== 'tests').flatMap(rulesOf),
  ...driverRules(),
  ...generalRules,
];

const zoneRule = 'every-file-has-one-zone';

/** The name of every rule that can fire. */
export const ruleNames: readonly string[] = [...rules.flatMap((rule) => rule.name ?? []), zoneRule];

/** One broken rule in one file. */
export interface Violation {
  readonly rule: string;
  readonly file: string;
  readonly imported: string;
  readonly why: string;
}

export interface Reading {
  /** Files of ours that were read, from the root. */
  readonly modules: readonly string[];
  /** How many imports they hold; nearly none means that the TypeScript was not read. */
  readonly imports: number;
  readonly violations: readonly Violation[];
}

/** Reads the sources below `baseDir` and says which rules they break. Type-only imports count. */
export async function readImports(baseDir: string, folders: readonly string[], leaveOut: string): Promise<Reading> {
  teachUsing();
  const { output } = await cruise([...folders], {
    baseDir,
    validate: true,
    ruleSet: { forbidden: [...rules] },
    parser: 'swc',
    tsPreCompilationDeps: true,
    exclude: { path: leaveOut },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types', 'require'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts', '.css'],
    },
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text where a result was asked for');
  return readingOf(output);
}

/** Files that no zone of the table, or more than one, lays claim to: no rule could be trusted for them. */
function strays(modules: readonly string[]): Violation[] {
  const claims = (zone: Zone, file: string): boolean =>
    new RegExp(zone.files).test(file) && !(zone.except !== undefined && new RegExp(zone.except).test(file));
  return modules
    .filter((file) => !file.startsWith('resources/') && zones.filter((zone) => claims(zone, file)).length !== 1)
    .map((file) => ({
      rule: zoneRule,
      file,
      imported: '',
      why: 'A folder outside the table has no walls: name it there.',
    }));
}

function readingOf(result: ICruiseResult): Reading {
  const modules = result.modules.filter((module) => new RegExp(ours).test(module.source) && module.coreModule !== true);
  return {
    modules: modules.map((module) => module.source),
    imports: modules.reduce((sum, module) => sum + module.dependencies.length, 0),
    violations: [
      ...result.summary.violations.map((violation) => ({
        rule: violation.rule.name,
        file: violation.from,
        imported: violation.to,
        why: rules.find((rule) => rule.name === violation.rule.name)?.comment ?? '',
      })),
      ...strays(modules.map((module) => module.source)),
    ],
  };
}
