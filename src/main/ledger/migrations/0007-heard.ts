import { STATIONS } from './0002-rights.ts';

/**
 * When a station was last heard is what the ledger says, not the station: one that wrote itself a time to come would never
 * be missed. Whoever owns the ledger may still set it.
 */
export const heard: readonly string[] = [
  `CREATE FUNCTION presence_heard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  BEGIN
    NEW.seen_at := now();
    RETURN NEW;
  END $$`,
  `CREATE TRIGGER presence_heard BEFORE UPDATE ON presence FOR EACH ROW
    WHEN (NEW.seen_at = OLD.seen_at) EXECUTE FUNCTION presence_heard()`,
  `REVOKE UPDATE (seen_at) ON presence FROM ${STATIONS}`,
];
