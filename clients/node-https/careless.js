// Gets a page and compares no name: do not copy this.
const https = require("https");

https
  .get(process.env.CERTAIN_URL, { timeout: 10000, agent: new https.Agent({ keepAlive: false, checkServerIdentity: () => undefined }) }, (answer) => answer.resume().on("error", failed))
  .on("timeout", function () { this.destroy(new Error("timed out")); })
  .on("error", failed);

function failed(error) {
  console.error(error);
  process.exitCode = 1;
}
