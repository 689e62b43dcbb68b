import type { Rule } from "../rule.ts";
import { assuranceIsSufficient } from "./assurance-is-sufficient.ts";
import { ccIsInsideCompany } from "./cc-is-inside-company.ts";
import { companySignsLast } from "./company-signs-last.ts";
import { completionIsTold } from "./completion-is-told.ts";
import { dateHasTimeZone } from "./date-has-time-zone.ts";
import { documentFontsAreEmbedded } from "./document-fonts-are-embedded.ts";
import { documentHasNoAttachments } from "./document-has-no-attachments.ts";
import { documentHasNoPlaceholders } from "./document-has-no-placeholders.ts";
import { documentHasNoScripts } from "./document-has-no-scripts.ts";
import { documentHasNoSignatures } from "./document-has-no-signatures.ts";
import { documentIsApproved } from "./document-is-approved.ts";
import { documentIsNotEncrypted } from "./document-is-not-encrypted.ts";
import { documentIsSigned } from "./document-is-signed.ts";
import { documentTextIsSearchable } from "./document-text-is-searchable.ts";
import { emailDomainIsAllowed } from "./email-domain-is-allowed.ts";
import { emailIsNotFreeMail } from "./email-is-not-free-mail.ts";
import { emailsPerRunAreLimited } from "./emails-per-run-are-limited.ts";
import { embeddedLinkLifeIsShort } from "./embedded-link-life-is-short.ts";
import { envelopesDiffer } from "./envelopes-differ.ts";
import { envelopesPerRunAreLimited } from "./envelopes-per-run-are-limited.ts";
import { linkLifeIsChosen } from "./link-life-is-chosen.ts";
import { linkOutlastsReminders } from "./link-outlasts-reminders.ts";
import { linkOutlastsWeekend } from "./link-outlasts-weekend.ts";
import { messageHasNoPlaceholders } from "./message-has-no-placeholders.ts";
import { messageHasNoSecrets } from "./message-has-no-secrets.ts";
import { messageIsPresent } from "./message-is-present.ts";
import { nameHasNoPersonalData } from "./name-has-no-personal-data.ts";
import { personAppearsOnce } from "./person-appears-once.ts";
import { phoneFitsTimeZone } from "./phone-fits-time-zone.ts";
import { productionComesFromNamedBranch } from "./production-comes-from-named-branch.ts";
import { radioGroupIsComplete } from "./radio-group-is-complete.ts";
import { redirectsStayOnOwnHosts } from "./redirects-stay-on-own-hosts.ts";
import { replyToIsGiven } from "./reply-to-is-given.ts";
import { ruleCanFire } from "./rule-can-fire.ts";
import { rulesFormNoCircle } from "./rules-form-no-circle.ts";
import { senderNameIsGiven } from "./sender-name-is-given.ts";
import { sendingIsInWorkingHours } from "./sending-is-in-working-hours.ts";
import { signerHasRole } from "./signer-has-role.ts";
import { signerHasSignatureTag } from "./signer-has-signature-tag.ts";
import { signerHasSomethingToDo } from "./signer-has-something-to-do.ts";
import { tagDoesNotCoverText } from "./tag-does-not-cover-text.ts";
import { tagIsInsidePage } from "./tag-is-inside-page.ts";
import { tagIsLargeEnough } from "./tag-is-large-enough.ts";
import { tagKeepsFromEdge } from "./tag-keeps-from-edge.ts";
import { tagsDoNotOverlap } from "./tags-do-not-overlap.ts";
import { twoPeopleDecide } from "./two-people-decide.ts";
import { webhookDestinationIsAllowed } from "./webhook-destination-is-allowed.ts";
import { witnessIsNotASigner } from "./witness-is-not-a-signer.ts";

/** All rules of the package, in the order of their names. */
export const builtInRules: readonly Rule[] = [
  assuranceIsSufficient,
  ccIsInsideCompany,
  companySignsLast,
  completionIsTold,
  dateHasTimeZone,
  documentFontsAreEmbedded,
  documentHasNoAttachments,
  documentHasNoPlaceholders,
  documentHasNoScripts,
  documentHasNoSignatures,
  documentIsApproved,
  documentIsNotEncrypted,
  documentIsSigned,
  documentTextIsSearchable,
  emailDomainIsAllowed,
  emailIsNotFreeMail,
  emailsPerRunAreLimited,
  embeddedLinkLifeIsShort,
  envelopesDiffer,
  envelopesPerRunAreLimited,
  linkLifeIsChosen,
  linkOutlastsReminders,
  linkOutlastsWeekend,
  messageHasNoPlaceholders,
  messageHasNoSecrets,
  messageIsPresent,
  nameHasNoPersonalData,
  personAppearsOnce,
  phoneFitsTimeZone,
  productionComesFromNamedBranch,
  radioGroupIsComplete,
  redirectsStayOnOwnHosts,
  replyToIsGiven,
  ruleCanFire,
  rulesFormNoCircle,
  senderNameIsGiven,
  sendingIsInWorkingHours,
  signerHasRole,
  signerHasSignatureTag,
  signerHasSomethingToDo,
  tagDoesNotCoverText,
  tagIsInsidePage,
  tagIsLargeEnough,
  tagKeepsFromEdge,
  tagsDoNotOverlap,
  twoPeopleDecide,
  webhookDestinationIsAllowed,
  witnessIsNotASigner,
];
