// What to offer to whom, and who has a certain trouble: a firm's record says little, its surroundings say much.
CALL rec.embed.nodes.write(['Firm', 'Industry', 'Module', 'Ticket'], {textProperties: ['text']})
YIELD nodePropertiesWritten;

CALL gds.graph.project(
  'customers',
  {Firm: {properties: ['embedding']}, Industry: {properties: ['embedding']}, Module: {properties: ['embedding']},
   Ticket: {properties: ['embedding']}},
  ['IN', 'LICENSED', 'OPENED']
)
YIELD nodeCount;

CALL rec.propagate.write('customers', {layers: 1, writeProperty: 'context'})
YIELD nodePropertiesWritten;

CALL rec.train('customers', {
  modelName: 'offers', architecture: 'itemGraph', sourceNodeLabel: 'Firm', targetNodeLabel: 'Module',
  relationshipTypes: ['LICENSED'], featureProperties: ['embedding']
})
YIELD modelInfo;

// offers are written into the graph, where any query finds them
CALL rec.recommend.write('offers', '*', {k: 1, writeRelationshipType: 'OFFER'})
YIELD relationshipsWritten;

MATCH (firm:Firm)-[:OPENED]->(:Ticket)
WITH firm, gds.similarity.cosine(firm.context, rec.embed('billed or charged twice')) AS trouble
ORDER BY trouble DESC LIMIT 4
MATCH (firm)-[:OPENED]->(ticket:Ticket)
RETURN firm.name AS firm, 'says: ' + ticket.text AS what
ORDER BY firm
UNION
MATCH (industry:Industry {name: 'Retail'})<-[:IN]-(firm:Firm)-[:OFFER]->(module:Module)
WHERE firm.name IN ['Fjord Fashion', 'Deli Verde']
RETURN firm.name AS firm, 'offer: ' + module.name AS what
ORDER BY firm;
