/** As a query parameter: the connection that the page is about, or the one that requests act on by themselves. */
export function onConnection(connection: number | undefined) {
  return connection === undefined ? {} : { connection: String(connection) };
}
