// Gets a page; fails unless the server is trusted. The roots come from
// NODE_EXTRA_CA_CERTS.
fetch(process.env.CERTAIN_URL, { signal: AbortSignal.timeout(10000) })
  .then((answer) => answer.text())
  .catch((error) => { console.error(error); process.exitCode = 1; });
