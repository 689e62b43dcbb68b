import { createRequire } from "node:module";

type PhoneNumbers = typeof import("libphonenumber-js/min");

let loaded: PhoneNumbers | undefined;

/**
 * The numbering plans of all countries. They are loaded at the first number: most envelopes have none. The larger tables
 * ("max", "mobile") tell mobile numbers from others by ranges that operators extend all the time, and would refuse
 * numbers that are newer than they are.
 */
export function phoneNumbers(): PhoneNumbers {
  loaded ??= createRequire(import.meta.url)("libphonenumber-js/min") as PhoneNumbers;
  return loaded;
}
