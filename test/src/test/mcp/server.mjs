// An MCP server with one tool, `read-cypher`, as Neo4j's own has it: a statement runs only if EXPLAIN says that it reads, in a
// transaction that only reads, with its values as parameters; the answer is JSON.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import neo4j from 'neo4j-driver';
import { z } from 'zod';

const MOST_BYTES = 20_000;
const { NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD), { disableLosslessIntegers: true });
const server = new McpServer({ name: 'read-cypher', version: '1.0.0' });

function answer(text, isError = false) {
  return { isError, content: [{ type: 'text', text }] };
}

async function queryType(cypher, parameters) {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    return (await session.run(`EXPLAIN ${cypher}`, parameters)).summary.queryType;
  } finally {
    await session.close();
  }
}

async function read(cypher, parameters) {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    const result = await session.executeRead((transaction) => transaction.run(cypher, parameters));
    return result.records.map((record) => record.toObject());
  } finally {
    await session.close();
  }
}

server.registerTool(
  'read-cypher',
  {
    description: 'Runs a Cypher statement that reads, and returns its rows as JSON.',
    inputSchema: { cypher: z.string(), parameters: z.record(z.any()).default({}) },
  },
  async ({ cypher, parameters }) => {
    try {
      if ((await queryType(cypher, parameters)) !== 'r') {
        return answer('This statement writes. Use a tool that may write.', true);
      }
      const text = JSON.stringify(await read(cypher, parameters));
      return Buffer.byteLength(text) > MOST_BYTES
        ? answer(`The answer is longer than ${MOST_BYTES} bytes. Ask for fewer rows or columns.`, true)
        : answer(text);
    } catch (error) {
      return answer(error.message, true);
    }
  },
);

await server.connect(new StdioServerTransport());
