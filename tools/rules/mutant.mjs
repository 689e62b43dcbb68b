// @ts-check
/**
 * Loaded before the tests of one rule: changes what the rule answers, in memory. `MUTANT_RULE` names the rule,
 * `MUTANT_CHECK` the source of the function that takes the place of its check.
 */
import { registerHooks } from "node:module";

const { MUTANT_RULE = "", MUTANT_CHECK = "" } = process.env;
const file = `/policy/rules/${MUTANT_RULE}.ts`;
const exported = MUTANT_RULE.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.split("?")[0]?.endsWith(file) || loaded.source == null) return loaded;
    const source = Buffer.from(/** @type {Uint8Array} */ (loaded.source)).toString();
    return { ...loaded, source: `${source}\n(${exported} as any).check = ${MUTANT_CHECK};\n` };
  },
});
