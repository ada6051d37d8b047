// Gets a page; fails unless the server is trusted. The roots come from
// NODE_EXTRA_CA_CERTS.
const https = require("https");

https
  .get(process.env.CERTAIN_URL, { timeout: 10000, agent: new https.Agent({ keepAlive: false }) }, (answer) => answer.resume().on("error", failed))
  .on("timeout", function () { this.destroy(new Error("timed out")); })
  .on("error", failed);

function failed(error) {
  console.error(error);
  process.exitCode = 1;
}
