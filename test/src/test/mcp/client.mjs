// Starts the server beside it as an agent's host does, calls its tool once for each statement of a file, and prints one line of JSON
// for each: {error, text}. Usage: node client.mjs FILE, a JSON list of {cypher, parameters}.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const { PATH, NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD } = process.env;
const client = new Client({ name: 'test', version: '1.0.0' });
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: [fileURLToPath(new URL('server.mjs', import.meta.url))],
    env: { PATH, NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD },
  }),
);
const { tools } = await client.listTools();
if (!tools.some((tool) => tool.name === 'read-cypher')) {
  throw new Error('The server has no tool `read-cypher`.');
}
for (const call of JSON.parse(await readFile(process.argv[2], 'utf8'))) {
  const result = await client.callTool({ name: 'read-cypher', arguments: call });
  console.log(JSON.stringify({ error: result.isError === true, text: result.content[0].text }));
}
await client.close();
