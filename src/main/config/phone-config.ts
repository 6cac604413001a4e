import { z } from 'zod';
import { siteText } from '../policy/index.ts';
import { scanAddress } from '../../shared/index.ts';

/** What is said to people about their own phones. */
export const phoneConfig = z.strictObject({
  /** What somebody does whose phone has no signal here, such as the name of the guests' Wi-Fi. */
  guestNetwork: siteText.nullable().default(null),
  /** Where Authenticator is got, where it is not the makers' own store; null: that one. */
  stores: z
    .strictObject({
      ios: scanAddress.nullable().default(null),
      android: scanAddress.nullable().default(null),
    })
    .prefault({}),
});
