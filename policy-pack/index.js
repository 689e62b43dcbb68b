// Pulumi requires this module, and calls what it exports: that may take its time, as loading rules does.
module.exports = async () => {
  try {
    require.resolve("@pulumi/policy");
  } catch {
    throw new Error(
      "The policy pack of pulumi-yotisign needs Pulumi's policy SDK beside it: npm install --save-dev @pulumi/policy",
    );
  }
  const { startPack } = await import("../dist/policy/pack/index.js");
  await startPack();
};
