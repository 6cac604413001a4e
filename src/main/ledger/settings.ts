import { z } from 'zod';

const file = z.string().min(1);

/** The fleet's ledger, and how the desk works without it; null for a station that belongs to no fleet. */
export const ledgerConfig = z
  .strictObject({
    host: z.string().min(1).max(253),
    port: z.int().min(1).max(65_535).default(5_432),
    database: z.string().min(1).max(63).default('tapdesk'),
    /** PEM of the authority that the server's certificate comes from. */
    caFile: file,
    /** PEM; its common name is the station's role, `station_` and the station's id. */
    certificateFile: file,
    /** PEM (PKCS#8), readable for the desk's account alone. */
    privateKeyFile: file,
    /** How much may wait at the station while the ledger does not take it; then the desk closes. */
    offline: z
      .strictObject({
        entries: z.int().min(0).max(100_000).default(500),
        minutes: z.int().min(0).max(10_080).default(240),
      })
      .prefault({}),
    /** One enrollment a person across the fleet. */
    lease: z
      .strictObject({
        /** How long a desk keeps a person that it does not hear of the ledger. */
        seconds: z.int().min(60).max(3_600).default(600),
        /**
         * What happens while nobody can be asked: `list-first` goes on by what the tenant tells, which refuses a live
         * pass that is not the desk's own; `refuse` enrolls nobody.
         */
        without: z.enum(['list-first', 'refuse']).default('list-first'),
      })
      .prefault({}),
    /** Whether the supervisor's console here shows the whole fleet; the ledger has to allow it too. */
    console: z.boolean().default(false),
    /**
     * Approvals at other desks; null: only here. By station the RFC 7638 thumbprint of its key, as `ledger admit` prints
     * it: what those desks sign counts here, whatever the ledger says.
     */
    approval: z
      .strictObject({
        stations: z.record(
          z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/),
          z.string().regex(/^[A-Za-z0-9_-]{43}$/),
        ),
      })
      .nullable()
      .default(null),
  })
  .nullable()
  .default(null);
export type LedgerConfig = NonNullable<z.infer<typeof ledgerConfig>>;
