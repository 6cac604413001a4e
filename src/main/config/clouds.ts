/** Where one of Microsoft's clouds has what the desk needs. An app registration lives in one cloud only. */
export interface Cloud {
  /** Graph without a version. Source: the Graph client's own list of hosts. */
  readonly graphHost: string;
  /** The sign-in service; tenants are paths of it. */
  readonly loginHost: string;
  /** Exact hosts that a guarded window may show as a page. */
  readonly guestHosts: readonly string[];
  /** Exact hosts that only scripts, styles and pictures of those pages may come from. */
  readonly guestResourceHosts: readonly string[];
  /** The page where people register; `{login_hint}` stands for the user name. */
  readonly securityInfoUrl: string;
  /** The same page for a phone: an address alone, and what a person can type instead where Microsoft names one. */
  readonly securityInfoOnPhone: { readonly address: string; readonly short: string | null };
  /** The page where people change their password; `{login_hint}` stands for the user name. */
  readonly passwordUrl: string;
}

/**
 * Microsoft Authenticator in the stores of the phones' makers. UNVERIFIED from here: the stores cannot be reached; a site
 * can set others. The app has no documented address of its own that begins adding an account, so there is none here.
 */
export const authenticatorStores = {
  ios: 'https://apps.apple.com/app/microsoft-authenticator/id983156458',
  android: 'https://play.google.com/store/apps/details?id=com.azure.authenticator',
} as const;

/**
 * UNVERIFIED as a whole: Microsoft publishes no one list of what these pages load. The hosts are to be recorded with
 * a test tenant of each cloud before the release; a host that is missing shows as `guest.host-blocked`.
 *
 * - The pages that may use passkeys (`login.microsoft.com`, `mysignins.microsoft.com`, `mysignins.azure.us`,
 *   `login.microsoftonline.us`) are those for which Microsoft's own sign-in library for Android allows it.
 * - `login.live.com` is left out: it is a frame at most, never a page.
 */
const commonResources = [
  'aadcdn.msauth.net',
  'aadcdn.msftauth.net',
  'aadcdn.msauthimages.net',
  'aadcdn.msftauthimages.net',
  'logincdn.msauth.net',
] as const;

const government = {
  loginHost: 'https://login.microsoftonline.us',
  guestHosts: ['login.microsoftonline.us', 'mysignins.azure.us'],
  // UNVERIFIED: the government's own content and API hosts are not in the material at hand.
  guestResourceHosts: [...commonResources, 'api.mysignins.azure.us'],
  securityInfoUrl: 'https://mysignins.azure.us/security-info?login_hint={login_hint}',
  securityInfoOnPhone: {
    address: 'https://mysignins.azure.us/security-info',
    short: 'mysignins.azure.us/security-info',
  },
  passwordUrl: 'https://mysignins.azure.us/security-info/password/change?login_hint={login_hint}',
} as const;

/**
 * The clouds by their names in the configuration. GCC (moderate) tenants are in the global one.
 * Source: Graph national cloud deployments (Graph hosts); the sign-in hosts are widely published.
 */
export const clouds = {
  global: {
    graphHost: 'https://graph.microsoft.com',
    loginHost: 'https://login.microsoftonline.com',
    guestHosts: ['login.microsoftonline.com', 'login.microsoft.com', 'mysignins.microsoft.com'],
    guestResourceHosts: [
      ...commonResources,
      'api.mysignins.microsoft.com',
      'account.activedirectory.windowsazure.com',
    ],
    // UNVERIFIED: whether the page takes the hint; without it the person types the name.
    securityInfoUrl: 'https://mysignins.microsoft.com/security-info?login_hint={login_hint}',
    // Source: Entra documentation, "Register passkeys in Authenticator", which names the short address.
    securityInfoOnPhone: {
      address: 'https://mysignins.microsoft.com/security-info',
      short: 'aka.ms/mysecurityinfo',
    },
    // UNVERIFIED: the documentation names the page of the own methods, from which this one is reached.
    passwordUrl: 'https://mysignins.microsoft.com/security-info/password/change?login_hint={login_hint}',
  },
  'gcc-high': { graphHost: 'https://graph.microsoft.us', ...government },
  dod: { graphHost: 'https://dod-graph.microsoft.us', ...government },
} as const satisfies Readonly<Record<string, Cloud>>;

export type CloudName = keyof typeof clouds;
