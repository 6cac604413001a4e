export {
  approvalRefusal,
  changedPart,
  type ApprovalRefusal,
  type ApprovalRequest,
  type ChangedPart,
} from './contract/approval.ts';
export * from './contract/bridge.ts';
export * from './contract/channels.ts';
export {
  alertReason,
  consoleTab,
  reviewOutcome,
  type AlertRow,
  type ConsoleScreen,
  type ConsoleTab,
  type ConsoleView,
  type ConsoleViewOf,
  type EnrollmentRow,
  type EnrollmentState,
  type EntryRow,
  type FleetStation,
  type ReviewRow,
} from './contract/console.ts';
export type * from './contract/instructions.ts';
export type * from './contract/key.ts';
export type * from './contract/keyboard.ts';
export {
  phoneStep,
  scanAddress,
  type PhoneHelp,
  type PhonePlatform,
  type PhoneScreen,
  type PhoneStep,
  type Scan,
} from './contract/phone.ts';
export type * from './contract/posture.ts';
export { policySentenceCodes, type PolicySentence, type PolicySentenceCode } from './contract/policy.ts';
export * from './contract/problems.ts';
export type { BadgeFormat } from './contract/readers.ts';
export * from './contract/reason-sentences.ts';
export * from './contract/reasons.ts';
export type * from './contract/screen-parts.ts';
export * from './contract/screens.ts';
export * from './contract/snapshot.ts';
export * from './contract/words.ts';
export * from './layout.ts';
export * from './remote-approval.ts';
export * from './result.ts';
export * from './secret.ts';
