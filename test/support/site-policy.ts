import { policyConfig, type PolicyConfig } from '../../src/main/policy/index.ts';

const allDay = [{ from: '00:00', to: '24:00' }];

/** Hours of a site that never closes: what a test is about must not hang on the day on which it runs. */
const openAllWeek = {
  monday: allDay,
  tuesday: allDay,
  wednesday: allDay,
  thursday: allDay,
  friday: allDay,
  saturday: allDay,
  sunday: allDay,
};

/** The default policy at a site that is always open, with a station that the tenant knows by this device id. */
export const sitePolicy = (deviceId: string, more: Readonly<Record<string, unknown>> = {}): PolicyConfig =>
  policyConfig.parse({ hours: openAllWeek, station: { deviceId }, ...more });
