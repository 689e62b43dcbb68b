// Loaded first by every Node process of a run (NODE_OPTIONS): tells the test that it is there, by a connection that
// lasts as long as the process does.
const { connect } = require("node:net");

const { CHAOS_REGISTER: port, CHAOS_STATE_IS_AT: backend } = process.env;
if (port) {
  const socket = connect(Number(port), "127.0.0.1");
  socket.on("error", () => {});
  // Nobody is left who would end it.
  socket.on("close", () => process.kill(process.pid, "SIGKILL"));
  socket.write(`${JSON.stringify({ pid: process.pid, script: process.argv[1] ?? "" })}\n`);
  socket.unref();
}
// A runner whose disk is new each time has its state elsewhere. Here it is on this disk all the same, which the provider
// is not to know.
if (backend && /dynamic-provider/.test(process.argv[1] ?? "")) process.env.PULUMI_BACKEND_URL = backend;
