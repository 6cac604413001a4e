import type { Command } from './command.ts';
import { badgeImport } from './badge/import.ts';
import { badgeList, badgeRestore, badgeRevoke } from './badge/lost.ts';
import { evidenceExport } from './evidence/export.ts';
import { evidenceVerify } from './evidence/verify.ts';
import { doctor } from './posture/doctor.ts';
import { doctorJourney } from './posture/journey.ts';
import { journalExport } from './journal/export.ts';
import { journalPrune } from './journal/prune.ts';
import { journalRedact } from './journal/redact.ts';
import { journalRotateKey } from './journal/rotate-key.ts';
import { journalSeal } from './journal/seal.ts';
import { journalShow } from './journal/show.ts';
import { journalVerify } from './journal/verify.ts';
import { ledgerAcknowledge } from './ledger/acknowledge.ts';
import { ledgerAdmit, ledgerRevoke } from './ledger/admit.ts';
import { ledgerApprovers, ledgerConsole } from './ledger/approvers.ts';
import { ledgerAudit, ledgerStatus } from './ledger/audit.ts';
import { ledgerMigrate } from './ledger/migrate.ts';
import { alerts } from './monitoring/alerts.ts';
import { alertsAcknowledge } from './monitoring/alerts-acknowledge.ts';
import { alertsDeliver } from './monitoring/alerts-deliver.ts';
import { alertsSchema } from './monitoring/alerts-schema.ts';
import { alertsList } from './monitoring/alerts-list.ts';
import { logsExport } from './monitoring/logs-export.ts';
import { review } from './monitoring/review.ts';
import { retention } from './schedule/retention.ts';
import { schedule } from './schedule/schedule.ts';
import { report } from './reporting/report.ts';
import { lockCheck } from './lock/check.ts';
import { setup } from './setup/station.ts';
import { tenantApply } from './setup/apply.ts';
import { tenantPlan } from './setup/plan.ts';
import { policyDecide } from './policy/decide.ts';
import { policyDocument } from './policy/document.ts';
import { policyLint } from './policy/lint.ts';
import { policySchema } from './policy/schema.ts';

/** Every command there is, in the order the usage names them. */
export const commands: readonly Command[] = [
  setup,
  doctorJourney,
  doctor,
  tenantPlan,
  tenantApply,
  alertsList,
  alertsAcknowledge,
  alertsDeliver,
  alertsSchema,
  alerts,
  review,
  logsExport,
  retention,
  schedule,
  report,
  evidenceExport,
  evidenceVerify,
  lockCheck,
  journalShow,
  journalVerify,
  journalSeal,
  journalExport,
  journalPrune,
  journalRedact,
  journalRotateKey,
  ledgerMigrate,
  ledgerAdmit,
  ledgerRevoke,
  ledgerApprovers,
  ledgerConsole,
  ledgerAudit,
  ledgerStatus,
  ledgerAcknowledge,
  badgeImport,
  badgeRevoke,
  badgeRestore,
  badgeList,
  policyDecide,
  policyLint,
  policySchema,
  policyDocument,
];
