import type { Guard } from './guard.ts';

const outside = 'test/security/outside.test.ts';

/** Guards of the package against whoever stands before it or starts it: each is missed from outside. */
export const ofThePackage: readonly Guard[] = [
  {
    name: 'the guard of keys',
    file: 'src/main/kiosk/guards/install.ts',
    find: '    guardShortcuts(contents, context);',
    replace: 'void 0;',
    tests: [outside, 'is not left by ctrl.r$'],
  },
  {
    name: 'the window that cannot be closed',
    file: 'src/main/kiosk/desk-window.ts',
    find: '    event.preventDefault();\n    closeRefused?.();',
    replace: '    closeRefused?.();',
    tests: [outside, 'is not left by alt.F4'],
  },
  {
    name: 'the refusal of dangerous switches',
    file: 'src/main/kiosk/start.ts',
    find: '    ...refuseDangerousSwitches(commandLine, isPackaged),\n    ...(isPackaged ? unknownSwitches(start) : []),',
    replace: '',
    tests: [outside, 'does not start'],
  },
  {
    name: 'the refusal of unknown switches',
    file: 'src/main/kiosk/start.ts',
    find: '    ...(isPackaged ? unknownSwitches(start) : []),',
    replace: '',
    tests: [outside, 'open it later on'],
  },
  {
    name: 'the refusal of variables',
    file: 'src/main/kiosk/start.ts',
    find: 'const variables = isPackaged ? hostileVariables(start) : [];',
    replace: 'const variables: readonly string[] = [];',
    tests: [outside, 'variables that load code|a library loaded'],
  },
  {
    name: 'the fuse of Node without a desk',
    file: 'scripts/packaging/fuses.ts',
    find: '[FuseV1Options.RunAsNode]: false,',
    replace: '[FuseV1Options.RunAsNode]: true,',
    tests: [outside, 'as Node, whatever'],
  },
  {
    name: "the fuse of Node's options",
    file: 'scripts/packaging/fuses.ts',
    find: '[FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,',
    replace: '[FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,',
    tests: [outside, 'variables that load code'],
  },
  {
    name: 'the fuse of folders instead of the archive',
    file: 'scripts/packaging/fuses.ts',
    find: '[FuseV1Options.OnlyLoadAppFromAsar]: true,',
    replace: '[FuseV1Options.OnlyLoadAppFromAsar]: false,',
    tests: [outside, 'take the place of the archive'],
  },
  {
    name: 'the way back to the front',
    file: 'src/main/kiosk/desk-window.ts',
    find: '  if (options.kiosk && options.front !== undefined) keepInFront(window, options.front);\n',
    replace: '',
    tests: [outside, 'with a window of another program'],
  },
  {
    name: 'the fuse of the inspector',
    file: 'scripts/packaging/fuses.ts',
    find: '[FuseV1Options.EnableNodeCliInspectArguments]: false,',
    replace: '[FuseV1Options.EnableNodeCliInspectArguments]: true,',
    tests: [outside, 'with --inspect|inspector to a signal'],
  },
  {
    name: 'one desk at a time',
    file: 'src/main/kiosk/guards/install.ts',
    find: 'return app.requestSingleInstanceLock();',
    replace: 'return true;',
    tests: [outside, 'started a second time'],
  },
  {
    name: 'no dictionary from elsewhere',
    file: 'src/main/kiosk/guards/install.ts',
    find: '    session.setSpellCheckerLanguages([]);',
    replace: '',
    tests: [outside, 'shows nothing to a proxy'],
  },
  {
    name: 'the end with the process for the network',
    file: 'src/main/app/network-end.ts',
    find: "if (serviceName === networkService && reason !== 'clean-exit') ended();",
    replace: "if (serviceName === '' && reason !== 'clean-exit') ended();",
    tests: ['test/unit/app/network-end.test.ts', 'is told'],
  },
  {
    name: 'the buttons for back and forward',
    file: 'src/main/kiosk/guards/by-protocol.ts',
    find: 'if (event.button > 2) event.preventDefault();',
    replace: '',
    tests: [outside, 'is not changed by the back button|beside its fields'],
  },
];
