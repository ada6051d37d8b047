// Gets a page and verifies nothing: do not copy this.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
fetch(process.env.CERTAIN_URL, { signal: AbortSignal.timeout(10000) })
  .then((answer) => answer.text())
  .catch((error) => { console.error(error); process.exitCode = 1; });
