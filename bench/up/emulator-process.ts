/** Started by {@link startEmulatorProcess}: an emulator that tells its parent where it is, and ends with it. */
import { startEmulator } from "../../emulator/index.ts";

const emulator = await startEmulator();
process.once("disconnect", () => emulator.close());
process.send?.({ url: emulator.url, apiKey: emulator.apiKey });
