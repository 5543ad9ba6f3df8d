// Runs the audits of npm graphql-http against the server at argv[2] with the token in argv[3], and answers how each ended:
// [{id, name, status: ok | notice | warn | error, reason}]. An error is a MUST, a warning a SHOULD, a notice a MAY.
import { auditServer } from 'graphql-http'

const [, , url, token] = process.argv
const results = await auditServer({
  url,
  fetchFn: (target, init = {}) => fetch(target, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } }),
})
process.stdout.write(JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason }))))
