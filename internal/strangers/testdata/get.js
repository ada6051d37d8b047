// Gets a page; fails unless the server is trusted.
const https = require("https");

https
  .get(process.argv[2], { timeout: 10000, agent: new https.Agent({ keepAlive: false }) }, (answer) => answer.resume())
  .on("timeout", function () { this.destroy(new Error("timed out")); })
  .on("error", (error) => { console.error(error.message); process.exitCode = 1; });
