export { der, oid } from './der.ts';
export { chuidObject, encodeFascN, type CardIdentity } from './identity.ts';
export {
  cardAuthentication,
  clientAuthentication,
  createIntermediate,
  createRoot,
  issueCredential,
  issueList,
  type Credential,
  type Issuer,
} from './issuer.ts';
export { answerOcsp, type OcspAnswer } from './ocsp.ts';
export { startPcscd, type Pcscd } from './pcscd.ts';
export { certificateObject, createCardProgram, signBlock, type CardPlan } from './piv-program.ts';
export { insertCard, type CardProgram, type VirtualCard } from './virtual-card.ts';
