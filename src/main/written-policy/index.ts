export { writtenPolicyPage } from './page.ts';
export { writtenPolicyOf, writtenPolicySchema, type WrittenPolicy } from './written-policy.ts';
