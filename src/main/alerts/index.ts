export { openChannels, systemLogHere } from './channels/index.ts';
export { createOtlp } from './channels/otlp.ts';
export { createSyslog } from './channels/syslog.ts';
export { createSystemLog, runProgram, type SystemLogPlace } from './channels/system-log.ts';
export { createWebhook } from './channels/webhook.ts';
export { deliverDue, type Delivering, type Round } from './deliver.ts';
export { alertsOfDesks } from './from-desk.ts';
export { alertsOfFindings } from './from-findings.ts';
export { alertsOfLedger, idOfFinding, type FleetFinding } from './from-ledger.ts';
export { idOf } from './identify.ts';
export { isPartOf, objectionTo, supervises, type Objection } from './objection.ts';
export { outboxFile } from './place.ts';
export { openOutbox, OutboxError, type Acknowledging, type Outbox, type Unrecorded } from './outbox.ts';
export {
  alertReasons,
  DeliveryError,
  type Alert,
  type AlertEnd,
  type AlertReason,
  type Channel,
  type Delivery,
  type Sender,
  type StoredAlert,
} from './port.ts';
export { alertsConfig, type AlertsConfig, type ChannelSettings } from './settings.ts';
export { messageSchema } from './message-schema.ts';
