import type { Finding } from '../decision.ts';
import { assessProofing, type StepAssessment } from '../proofing.ts';
import { allows, needsApproval, refuses, refusalsOr, type Rule } from '../rule.ts';

/** The steps of the site's script were taken, in its order, each with what the script takes for an answer. */
export const identityProven: Rule = {
  id: 'identity-proven',
  source: 'TAP for CMMC Level 2, recovery script for the help desk',
  check: ({ scenario, proofing, config }) => {
    if (scenario === null) return [refuses('proofing.not-begun')];
    const consent = { roleIds: config.approval.roleIds, count: 1 };
    const finding = ({ is, step }: StepAssessment): readonly Finding[] => {
      switch (is) {
        case 'passed':
          return [];
        case 'refuses':
          return [refuses('proofing.step-failed', { step })];
        case 'escalates':
          return [needsApproval('proofing.step-escalated', consent, { step })];
        case 'missing':
          return [refuses('proofing.step-missing', { step })];
        case 'unacceptable':
          return [refuses('proofing.step-unacceptable', { step })];
      }
    };
    return refusalsOr(
      assessProofing(config.proofing, scenario, proofing).flatMap(finding),
      allows('proofing.complete'),
    );
  },
};
