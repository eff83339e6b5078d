// The house's own lint rules: bans that no ready-made rule expresses, each with the sentence a person reads when it fires.

/** The little of an ESTree node that these rules look at. */
interface Node {
  readonly type: string;
  readonly name?: unknown;
  readonly value?: unknown;
  readonly computed?: boolean;
  readonly object?: Node;
  readonly property?: Node;
  readonly callee?: Node;
  readonly arguments?: readonly Node[];
  readonly source?: Node | null;
  readonly imported?: Node;
  readonly specifiers?: readonly Node[];
  readonly key?: Node;
  readonly body?: Node | readonly Node[];
}

interface Context {
  report(problem: { node: Node; message: string }): void;
}

type Visitor = Readonly<Record<string, (node: Node) => void>>;
interface Rule {
  readonly create: (context: Context) => Visitor;
}

function nameOf(node: Node | undefined): string {
  if (node === undefined) return '';
  if (typeof node.name === 'string') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
}

function isMember(node: Node, object: string, property: string): boolean {
  return nameOf(node.object) === object && nameOf(node.property) === property;
}

const ambient: readonly (readonly [string, string])[] = [
  ['Date', 'now'],
  ['Math', 'random'],
  ['crypto', 'randomUUID'],
  ['performance', 'now'],
];
const ambientMessage =
  'Time, chance and ids are handed in (life/clock), so that a test and a replay can say what they are.';

const injectedTimeAndChance: Rule = {
  create: (context) => ({
    MemberExpression(node) {
      if (ambient.some(([object, property]) => isMember(node, object, property))) {
        context.report({ node, message: ambientMessage });
      }
    },
    NewExpression(node) {
      if (nameOf(node.callee) === 'Date' && node.arguments?.length === 0) {
        context.report({ node, message: ambientMessage });
      }
    },
    ImportDeclaration(node) {
      const source = nameOf(node.source ?? undefined);
      const names = (node.specifiers ?? []).map((specifier) => nameOf(specifier.imported));
      if (source === 'uuid' || (source === 'node:crypto' && names.some((name) => /^random(UUID|Int)$/.test(name)))) {
        context.report({ node, message: ambientMessage });
      }
    },
  }),
};

const dangerousWords: readonly string[] = [
  'webviewTag',
  'nodeIntegration',
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'webSecurity',
  'bypassCSP',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'enableBlinkFeatures',
  'openExternal',
  'executeJavaScript',
  'dangerouslySetInnerHTML',
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
];

const noDangerousWords: Rule = {
  create(context) {
    const check = (node: Node): void => {
      const word = nameOf(node);
      if (dangerousWords.includes(word)) {
        context.report({ node, message: `${word} opens what the shell and the pages keep shut: there is no use for it here.` });
      }
    };
    return {
      Identifier: check,
      JSXIdentifier: check,
      Property: (node) => {
        if (node.key?.type === 'Literal') check(node.key);
      },
      MemberExpression: (node) => {
        if (node.computed === true && node.property?.type === 'Literal') check(node.property);
      },
    };
  },
};

const ipcMainInOneFile: Rule = {
  create: (context) => ({
    Identifier(node) {
      if (nameOf(node) === 'ipcMain') {
        context.report({ node, message: 'Only shell/ipc-transport.ts listens to windows: it alone checks who is speaking.' });
      }
    },
  }),
};

const noFunctionFromText: Rule = {
  create(context) {
    const check = (node: Node): void => {
      if (nameOf(node.callee) === 'Function') {
        context.report({ node, message: 'Code is never made from text: the pages’ policy forbids it and so do we.' });
      }
    };
    return { NewExpression: check, CallExpression: check };
  },
};

const importsSayTheirEnding: Rule = {
  create(context) {
    const check = (node: Node): void => {
      const source = nameOf(node.source ?? undefined);
      if (source.startsWith('.') && !/\.(ts|tsx|mjs|js|cjs|json|css|svg|png|woff2)(\?\w+)?$/.test(source)) {
        context.report({ node, message: 'A relative import names its file with the ending: Node runs our source as it stands.' });
      }
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ImportExpression: check };
  },
};

const noBarrels: Rule = {
  create: (context) => ({
    ExportAllDeclaration(node) {
      context.report({ node, message: 'No barrels: import a thing from the file that makes it.' });
    },
  }),
};

const noSilencedTests: Rule = {
  create: (context) => ({
    MemberExpression(node) {
      const silent = /^(skip|only|todo|fixme|skipIf|runIf|fails)$/.test(nameOf(node.property));
      if (silent && /^(test|it|describe|suite)$/.test(nameOf(node.object))) {
        context.report({ node, message: 'A test runs or is removed: nothing is skipped, focused or promised.' });
      }
      if (nameOf(node.property) === 'waitForTimeout') {
        context.report({ node, message: 'A test waits for a condition with a deadline, never for time to pass.' });
      }
    },
  }),
};

const noEmptyCatch: Rule = {
  create: (context) => ({
    CatchClause(node) {
      const block = node.body;
      if (block !== undefined && 'body' in block && Array.isArray(block.body) && block.body.length === 0) {
        context.report({ node, message: 'Nothing silent: a failure is a value, a code or a line in the log.' });
      }
    },
  }),
};

/** The plugin as the linter loads it. */
const plugin = {
  meta: { name: 'house' },
  rules: {
    'injected-time-and-chance': injectedTimeAndChance,
    'no-dangerous-words': noDangerousWords,
    'ipc-main-in-one-file': ipcMainInOneFile,
    'no-function-from-text': noFunctionFromText,
    'imports-say-their-ending': importsSayTheirEnding,
    'no-barrels': noBarrels,
    'no-silenced-tests': noSilencedTests,
    'no-empty-catch': noEmptyCatch,
  } satisfies Record<string, Rule>,
};
export default plugin;
